namespace TradingAi.Core.Knowledge.Vectors;

/// <summary>The stores that can be reached: the one in use, and those that may still hold what it is to replace.</summary>
/// <param name="current">The one in use.</param>
/// <param name="others">The others; one that is also in use does no harm.</param>
public sealed class VectorStores(IVectorStore current, IEnumerable<IVectorStore> others)
{
    /// <summary>The one in use.</summary>
    public IVectorStore Current => current;

    /// <summary>All of them, the one in use first.</summary>
    public IReadOnlyList<IVectorStore> All { get; } = [.. others.Prepend(current).DistinctBy(store => store.Name)];

    /// <summary>The store of a name; null where the settings no longer lead to it.</summary>
    public IVectorStore? Find(string name) => All.FirstOrDefault(store => store.Name == name);
}

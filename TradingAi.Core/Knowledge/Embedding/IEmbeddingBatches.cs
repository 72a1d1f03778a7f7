namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// A service of an embedding generator that sends requests: how it cuts texts into them. Whoever embeds request by request keeps
/// what the earlier ones gave where a later one fails.
/// </summary>
public interface IEmbeddingBatches
{
    /// <summary>Ranges of the texts, in order and without gaps, each of them one request.</summary>
    IReadOnlyList<Range> Split(IReadOnlyList<string> texts);
}

using TradingAi.Core.Knowledge.Embedding;

namespace TradingAi.Tests.Knowledge.Embedding;

/// <summary>The embedded model, read once for a class of tests.</summary>
public sealed class LoadedModel : IDisposable
{
    public EmbeddedEmbeddingGenerator Generator { get; } = new();

    public void Dispose() => Generator.Dispose();
}

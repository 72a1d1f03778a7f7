namespace TradingAi.Tests.LocalHost;

/// <summary>A directory that is deleted in the end.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tradingai-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

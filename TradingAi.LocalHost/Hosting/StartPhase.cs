namespace TradingAi.LocalHost.Hosting;

/// <summary>Whether the host has started.</summary>
internal sealed class StartPhase
{
    /// <summary>True once it has.</summary>
    public bool Started { get; set; }
}

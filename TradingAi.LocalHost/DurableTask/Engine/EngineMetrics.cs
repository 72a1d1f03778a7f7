using System.Diagnostics.Metrics;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>What the engine counts, in the meter <c>TradingAi.LocalHost.DurableTask</c>.</summary>
internal sealed class EngineMetrics
{
    public const string MeterName = "TradingAi.LocalHost.DurableTask";

    public EngineMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        Commits = meter.CreateCounter<long>("durabletask.commits", description: "Transactions flushed to disk.");
        Episodes = meter.CreateCounter<long>("durabletask.episodes", description: "Steps of orchestrators.");
        Replays = meter.CreateCounter<long>("durabletask.replays", description: "Executions rebuilt from their history.");
        EpisodesReplayed = meter.CreateCounter<long>("durabletask.episodes.replayed", description: "Recorded steps read to rebuild executions.");
        Activities = meter.CreateCounter<long>("durabletask.activities", description: "Activities whose end was recorded.");
    }

    public Counter<long> Commits { get; }

    public Counter<long> Episodes { get; }

    public Counter<long> Replays { get; }

    public Counter<long> EpisodesReplayed { get; }

    public Counter<long> Activities { get; }
}

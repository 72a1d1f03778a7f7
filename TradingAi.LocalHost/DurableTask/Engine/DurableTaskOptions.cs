using System.ComponentModel.DataAnnotations;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>What host.json says under <c>extensions.durableTask</c>, as far as it means something on one machine.</summary>
internal sealed class DurableTaskOptions
{
    /// <summary>The task hub's name, which clients carry. Default <c>TestHubName</c>, as in the cloud.</summary>
    [Required]
    public string HubName { get; set; } = "TestHubName";

    /// <summary>How many activities run at once. Default ten for each core, as in the cloud.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentActivityFunctions { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>How many orchestrators take a step at once. Default ten for each core, as in the cloud.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentOrchestratorFunctions { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>Whether orchestrators stay in memory between their steps. Default true; without it each step replays.</summary>
    public bool ExtendedSessionsEnabled { get; set; } = true;

    /// <summary>How long an idle orchestrator stays in memory, in seconds. Default 300.</summary>
    [Range(1, 86_400)]
    public int ExtendedSessionIdleTimeoutInSeconds { get; set; } = 300;

    /// <summary>How many orchestrators stay in memory. Default 500.</summary>
    [Range(1, 100_000)]
    public int MaxExtendedSessions { get; set; } = 500;

    public TimeSpan ExtendedSessionIdleTimeout => TimeSpan.FromSeconds(ExtendedSessionIdleTimeoutInSeconds);
}

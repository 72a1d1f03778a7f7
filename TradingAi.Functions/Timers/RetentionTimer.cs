using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace TradingAi.Functions.Timers;

/// <summary>Forgets orchestrations that ended long ago; what they made stands in the users' databases.</summary>
/// <param name="clock">Tells the present.</param>
public sealed class RetentionTimer(TimeProvider clock)
{
    // Long enough to look into a failure after a weekend.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    /// <summary>Every day, in a quiet hour.</summary>
    [Function(nameof(PurgeEndedOrchestrations))]
    public Task PurgeEndedOrchestrations(
        [TimerTrigger("0 15 4 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(
                CreatedTo: clock.GetUtcNow() - s_kept,
                Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]),
            cancellationToken);
    }
}

using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Timers;

/// <summary>
/// Ticks for the batch vectorization. An interval is no cron expression, so the timer asks every minute and the
/// orchestration decides; a timer can fire twice or overlap, so it only starts an instance of a fixed id.
/// </summary>
public static class BatchTimer
{
    /// <summary>Every minute.</summary>
    [Function(nameof(BatchVectorization))]
    public static Task BatchVectorization(
        [TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(client, BatchOrchestration.InstanceId, atOnce: false, cancellationToken);

    /// <summary>
    /// At every start, so that what a process left when it died is not kept waiting, and once a day.
    /// </summary>
    [Function(nameof(ResumeVectorization))]
    public static Task ResumeVectorization(
        [TimerTrigger("0 30 4 * * *", UseMonitor = false, RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(client, BatchOrchestration.ResumeInstanceId, atOnce: true, cancellationToken);

    private static async Task StartAsync(DurableTaskClient client, string instanceId, bool atOnce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(BatchOrchestration.RunBatch),
                atOnce,
                new StartOrchestrationOptions(InstanceId: instanceId)
                    .WithDedupeStatuses(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running),
                cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The run before is still at it.
        }
    }
}

using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Starts a user's drain, or wakes it.</summary>
public static class DrainSignal
{
    /// <summary>The id of a user's drain.</summary>
    public static string InstanceIdOf(UserId user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return $"drain-{user.Key}";
    }

    /// <summary>
    /// Makes sure that the user's outbox is read after this call. To be called after the change has been committed.
    /// </summary>
    public static async Task SignalDrainAsync(this DurableTaskClient client, UserId user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var id = InstanceIdOf(user);
        try
        {
            var options = new StartOrchestrationOptions(InstanceId: id).WithDedupeStatuses(
                OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
            if (await client.GetInstanceAsync(id, cancellationToken) is not { IsRunning: true })
            {
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(DrainOrchestration.DrainOutbox), user.Value, options, cancellationToken);
                return;
            }
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Someone else started it first; it may have read the outbox before our change.
        }

        await client.RaiseEventAsync(id, DrainOrchestration.ChangedEvent, true, cancellationToken);
    }
}

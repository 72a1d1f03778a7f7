using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Orchestrations;

/// <summary>
/// Delivers one user's outgoing events: attempts what is due, sleeps until the next attempt or a new event, and ends when nothing
/// is left. There is one instance a user; few of them are sending at once, however slow the receiver (<see cref="OutgoingDelivery"/>).
/// </summary>
/// <remarks>
/// What is to be delivered stands in the user's database, never in a message. An event that comes as an instance ends is found
/// by the sweep, which every minute starts an instance for each user who may have events; so are those of a process that died.
/// </remarks>
public sealed class DeliveryOrchestration(OutgoingDelivery delivery)
{
    private const string AddedEvent = "Added";

    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>The id of the sweep's one instance.</summary>
    public const string SweepInstanceId = "sweep-deliveries";

    /// <summary>The orchestrator. Its input is the user's id.</summary>
    [Function(nameof(DeliverEvents))]
    public static async Task DeliverEvents([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var user = context.GetInput<string>()!;
        DateTime? next;
        try
        {
            next = await context.CallActivityAsync<DateTime?>(nameof(DeliverDueEvents), user, s_retry);
        }
        catch (TaskFailedException)
        {
            // The sweep starts it again.
            return;
        }

        if (next is not { } due)
        {
            return;
        }

        using var wake = new CancellationTokenSource();
        var timer = context.CreateTimer(due, wake.Token);
        await Task.WhenAny(timer, context.WaitForExternalEvent<bool>(AddedEvent));
        if (!timer.IsCompleted)
        {
            Cancel(wake);
        }

        context.ContinueAsNew(user, preserveUnprocessedEvents: false);
    }

    /// <summary>Attempts what is due.</summary>
    /// <returns>The UTC time of the next attempt; null where no event is left.</returns>
    [Function(nameof(DeliverDueEvents))]
    public async Task<DateTime?> DeliverDueEvents([ActivityTrigger] string userId, CancellationToken cancellationToken) =>
        (await delivery.DeliverDueAsync(UserId.Parse(userId), cancellationToken))?.UtcDateTime;

    /// <summary>The sweep's orchestrator.</summary>
    [Function(nameof(SweepDeliveries))]
    public static Task SweepDeliveries([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync(nameof(StartDeliveries));
    }

    /// <summary>Starts an instance for each user who may have events and has none.</summary>
    [Function(nameof(StartDeliveries))]
    public async Task StartDeliveries(
        [ActivityTrigger] object? input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var user in await delivery.UsersWithEventsAsync(cancellationToken))
        {
            await client.SignalDeliveryAsync(user, cancellationToken);
        }
    }

    // CancelAsync goes over a thread of the pool, which an orchestrator must not wait for: it would fail.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    /// <summary>Starts a user's delivery, or wakes it.</summary>
    internal static async Task SignalAsync(DurableTaskClient client, UserId user, CancellationToken cancellationToken)
    {
        var id = $"deliver-{user.Key}";
        try
        {
            if (await client.GetInstanceAsync(id, cancellationToken) is not { IsRunning: true })
            {
                var options = new StartOrchestrationOptions(InstanceId: id).WithDedupeStatuses(
                    OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(DeliverEvents), user.Value, options, cancellationToken);
                return;
            }
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Someone else started it first; it may have looked before our event was written.
        }

        await client.RaiseEventAsync(id, AddedEvent, true, cancellationToken);
    }
}

/// <summary>Signals deliveries.</summary>
internal static class DeliverySignal
{
    /// <summary>Makes sure that the user's events are looked at soon. To be called after they have been committed.</summary>
    public static Task SignalDeliveryAsync(this DurableTaskClient client, UserId user, CancellationToken cancellationToken) =>
        DeliveryOrchestration.SignalAsync(client, user, cancellationToken);
}

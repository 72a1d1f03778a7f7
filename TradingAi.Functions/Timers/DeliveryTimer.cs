using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Timers;

/// <summary>Takes up the deliveries that nobody works on, where an outgoing webhook is configured.</summary>
public sealed class DeliveryTimer(OutgoingDelivery delivery)
{
    /// <summary>Every minute and at every start. A timer can fire twice or overlap, so it only starts an instance of a fixed id.</summary>
    [Function(nameof(DeliverySweep))]
    public async Task DeliverySweep(
        [TimerTrigger("15 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!delivery.IsEnabled)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(DeliveryOrchestration.SweepDeliveries),
                input: null,
                new StartOrchestrationOptions(InstanceId: DeliveryOrchestration.SweepInstanceId)
                    .WithDedupeStatuses(OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running),
                cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The sweep before is still at it.
        }
    }
}

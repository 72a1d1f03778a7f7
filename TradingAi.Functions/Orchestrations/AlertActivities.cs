using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Alerts;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Alerts, as work of the drain. It can run twice and be killed at any instant.</summary>
public sealed class AlertActivities(AlertWatch alerts, OutgoingDelivery delivery)
{
    /// <summary>Looks at what changed and raises alerts; those that are raised are on their way at once.</summary>
    [Function(nameof(RaiseAlerts))]
    public async Task RaiseAlerts([ActivityTrigger] string userId, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var user = UserId.Parse(userId);
        if (await alerts.LookAsync(user, cancellationToken) > 0 && delivery.IsEnabled)
        {
            await client.SignalDeliveryAsync(user, cancellationToken);
        }
    }
}

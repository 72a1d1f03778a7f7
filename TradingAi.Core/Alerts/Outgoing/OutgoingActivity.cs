using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>Counts attempts to deliver an event: <c>tradingai.outgoing.attempts</c> by <c>outcome</c> (<c>delivered, failed, given_up</c>).</summary>
internal sealed class OutgoingActivity(IMeterFactory meters)
{
    private readonly Counter<long> _attempts =
        meters.Create(VendorActivity.MeterName).CreateCounter<long>("tradingai.outgoing.attempts", "{attempt}", "Attempts to deliver an event.");

    /// <summary>Notes an attempt.</summary>
    public void Attempted(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}

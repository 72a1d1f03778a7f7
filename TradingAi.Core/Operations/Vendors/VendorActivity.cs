using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>How the last call of a vendor went.</summary>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Took">How long it took, waiting and retries included.</param>
/// <param name="Failure">What went wrong; null where nothing did.</param>
/// <param name="Message">The same in words.</param>
public sealed record VendorCallResult(DateTimeOffset At, TimeSpan Took, VendorFailure? Failure, string? Message);

/// <summary>Remembers the last calls of each vendor for the health, and counts all of them for the metrics.</summary>
public sealed class VendorActivity
{
    /// <summary>The name of the service's meter.</summary>
    public const string MeterName = "TradingAi";

    private readonly ConcurrentDictionary<Vendor, VendorCallResult> _last = new();
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _durations;
    private readonly TimeProvider _time;
    private readonly ILogger<VendorActivity> _logger;

    /// <summary>Creates the instruments <c>tradingai.vendor.calls</c> and <c>tradingai.vendor.duration</c> (seconds).</summary>
    public VendorActivity(IMeterFactory meters, TimeProvider time, ILogger<VendorActivity> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>("tradingai.vendor.calls", "{call}", "Calls of a vendor, retries included, by outcome.");
        _durations = meter.CreateHistogram<double>("tradingai.vendor.duration", "s", "How long a vendor's calls take, waiting and retries included.");
        _time = time;
        _logger = logger;
    }

    /// <summary>How the last call went; null where there was none.</summary>
    public VendorCallResult? LastOf(Vendor vendor) => _last.GetValueOrDefault(vendor);

    /// <summary>Notes a call that gave a result.</summary>
    public void Succeeded(Vendor vendor, string operation, TimeSpan took) => Note(vendor, operation, took, null, null);

    /// <summary>Notes a call that gave none.</summary>
    public void Failed(VendorException failure, string operation, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Log.CallFailed(_logger, failure.Vendor, operation, failure.Failure, failure.Message);
        Note(failure.Vendor, operation, took, failure.Failure, failure.Message);
    }

    private void Note(Vendor vendor, string operation, TimeSpan took, VendorFailure? failure, string? message)
    {
        _last[vendor] = new VendorCallResult(_time.GetUtcNow(), took, failure, message);
        KeyValuePair<string, object?>[] tags =
        [
            new("vendor", vendor.ToString().ToLowerInvariant()),
            new("operation", operation),
            new("outcome", failure is { } known ? known.ToString().ToLowerInvariant() : "ok"),
        ];
        _calls.Add(1, tags);
        _durations.Record(took.TotalSeconds, tags);
    }
}

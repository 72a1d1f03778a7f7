using System.Globalization;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Health;

/// <summary>Judges a cloud part: by its last real call, and where that is long ago by one that costs nothing.</summary>
internal sealed class CloudPart(HealthProbe probe, TimeProvider time)
{
    // A real call of the last minutes says more than another one would.
    private static readonly TimeSpan s_recent = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private VendorCallResult? _unanswered;

    /// <summary>Asks the part, unless a recent call tells that it serves or asking would cost.</summary>
    public async Task AskIfIdleAsync(CancellationToken cancellationToken)
    {
        if (probe.Ask is not { } ask || (probe.Last() is { Failure: null } last && time.GetUtcNow() - last.At < s_recent))
        {
            return;
        }

        var started = time.GetTimestamp();
        using var bound = new CancellationTokenSource(s_patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            await ask(stop.Token);
        }
        catch (Exception exception) when (exception is VendorException or StorageUnavailableException)
        {
            // The outcome is noted where every call's is; one that never reached the vendor's pipeline is not.
            _unanswered = new VendorCallResult(time.GetUtcNow(), time.GetElapsedTime(started), VendorFailure.Unreachable, exception.Message);
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _unanswered = new VendorCallResult(
                time.GetUtcNow(), s_patience, VendorFailure.TimedOut, $"No answer within {s_patience.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>How the part is now.</summary>
    public PartHealth Judge()
    {
        var last = probe.Last();
        if (_unanswered is { } unanswered && (last is null || last.At < unanswered.At))
        {
            last = unanswered;
        }

        var metadata = new Dictionary<string, string> { ["provider"] = "cloud", ["implementation"] = probe.Implementation };
        if (last is null)
        {
            return new PartHealth(HealthState.Unknown, 0, null, metadata);
        }

        metadata["last_call_at"] = last.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (last.Failure == VendorFailure.CircuitOpen)
        {
            metadata["circuit"] = "open";
        }

        var slow = last.Failure is null && last.Took > probe.SlowAfter;
        return new PartHealth(
            StateOf(last.Failure, slow),
            last.Took.TotalMilliseconds,
            slow ? string.Create(CultureInfo.InvariantCulture, $"The last call took {last.Took.TotalMilliseconds:0} ms.") : last.Message,
            metadata);
    }

    private static HealthState StateOf(VendorFailure? failure, bool slow) => failure switch
    {
        null => slow ? HealthState.Degraded : HealthState.Healthy,
        VendorFailure.RateLimited or VendorFailure.OverBudget => HealthState.Degraded,
        _ => HealthState.Unhealthy,
    };
}

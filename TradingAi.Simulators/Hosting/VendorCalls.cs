using System.Globalization;

namespace TradingAi.Simulators.Hosting;

/// <summary>Counts calls and tokens of every vendor with the instants they arrived at.</summary>
public sealed class VendorCalls(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private readonly Dictionary<Vendor, Tally> _tallies = Enum.GetValues<Vendor>().ToDictionary(vendor => vendor, _ => new Tally());

    /// <summary>Time since the start, by the clock that everything here is counted with.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>A request arrived.</summary>
    public void Begin(Vendor vendor, string operation)
    {
        var tally = _tallies[vendor];
        lock (tally)
        {
            tally.Requests++;
            tally.InFlight++;
            tally.ByOperation[operation] = tally.ByOperation.GetValueOrDefault(operation) + 1;
            tally.RequestMinute.Add(Now, 1);
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="status">The status, or 0 where the answer did not go out whole.</param>
    public void End(Vendor vendor, int status)
    {
        var tally = _tallies[vendor];
        lock (tally)
        {
            tally.InFlight--;
            var key = status.ToString(CultureInfo.InvariantCulture);
            tally.ByStatus[key] = tally.ByStatus.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Tokens arrived with a request.</summary>
    public void AddTokens(Vendor vendor, long tokens)
    {
        var tally = _tallies[vendor];
        lock (tally)
        {
            tally.Tokens += tokens;
            tally.TokenMinute.Add(Now, tokens);
        }
    }

    /// <summary>What one vendor was asked for.</summary>
    public VendorCounters Of(Vendor vendor)
    {
        var tally = _tallies[vendor];
        lock (tally)
        {
            var now = Now;
            return new VendorCounters(
                tally.Requests,
                tally.InFlight,
                new SortedDictionary<string, long>(tally.ByStatus, StringComparer.Ordinal),
                new SortedDictionary<string, long>(tally.ByOperation, StringComparer.Ordinal),
                tally.Tokens,
                tally.RequestMinute.Sum(now),
                tally.TokenMinute.Sum(now),
                tally.RequestMinute.Most,
                tally.TokenMinute.Most);
        }
    }

    /// <summary>Starts counting anew; requests under way stay in flight.</summary>
    public void Reset()
    {
        foreach (var tally in _tallies.Values)
        {
            lock (tally)
            {
                tally.Requests = 0;
                tally.Tokens = 0;
                tally.ByStatus.Clear();
                tally.ByOperation.Clear();
                tally.RequestMinute = new SlidingMinute();
                tally.TokenMinute = new SlidingMinute();
            }
        }
    }

    private sealed class Tally
    {
        public long Requests { get; set; }

        public int InFlight { get; set; }

        public long Tokens { get; set; }

        public Dictionary<string, long> ByStatus { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, long> ByOperation { get; } = new(StringComparer.Ordinal);

        public SlidingMinute RequestMinute { get; set; } = new();

        public SlidingMinute TokenMinute { get; set; } = new();
    }
}

using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Faults;

/// <summary>The rules in force, by vendor.</summary>
internal sealed class FaultBook(Chance chance)
{
    private readonly Dictionary<Vendor, ActiveFault[]> _faults = [];
    private readonly Lock _gate = new();

    /// <summary>Replaces a vendor's rules.</summary>
    public void Set(Vendor vendor, IEnumerable<FaultRule> rules)
    {
        lock (_gate)
        {
            _faults[vendor] = [.. rules.Select(rule => new ActiveFault(rule))];
        }
    }

    /// <summary>Drops every rule.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>A vendor's rules, and how many calls each has hit.</summary>
    public IReadOnlyList<(FaultRule Rule, int Hits)> Of(Vendor vendor)
    {
        lock (_gate)
        {
            return [.. _faults.GetValueOrDefault(vendor, []).Select(fault => (fault.Rule, fault.Hits))];
        }
    }

    /// <summary>The rules that hit a call; each counts it.</summary>
    public IReadOnlyList<ActiveFault> Hit(VendorRoute route)
    {
        lock (_gate)
        {
            return [.. _faults.GetValueOrDefault(route.Vendor, []).Where(fault => fault.Hit(route.Operation, chance))];
        }
    }

    /// <summary>Takes requests or tokens from every rate limit among the faults of a call, or from none of them.</summary>
    /// <returns>Null if they fit, else the limit that was exceeded and how long until they would.</returns>
    public RefusalDetail? Take(IReadOnlyList<ActiveFault> faults, TimeSpan now, long requests, long tokens)
    {
        lock (_gate)
        {
            foreach (var fault in faults.Where(fault => fault.Rule.Kind == FaultKind.RateLimit))
            {
                if ((Exceeded(fault.Requests, fault.Rule.RequestsPerMinute, now, requests)
                    ?? Exceeded(fault.Tokens, fault.Rule.TokensPerMinute, now, tokens)) is { } refusal)
                {
                    return fault.Rule.RetryAfter is { } seconds ? refusal with { RetryAfter = TimeSpan.FromSeconds(seconds) } : refusal;
                }
            }

            foreach (var fault in faults.Where(fault => fault.Rule.Kind == FaultKind.RateLimit))
            {
                fault.Requests.Add(now, requests);
                fault.Tokens.Add(now, tokens);
            }

            return null;
        }
    }

    private static RefusalDetail? Exceeded(SlidingMinute minute, long? limit, TimeSpan now, long amount) =>
        amount > 0 && limit is { } most && minute.UntilFits(now, amount, most) is { Ticks: > 0 } wait
            ? new RefusalDetail(RetryAfter: wait, Limit: most)
            : null;
}

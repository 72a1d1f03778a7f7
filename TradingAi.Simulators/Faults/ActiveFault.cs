using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Faults;

/// <summary>A rule in force, with what it has done so far. Its owner locks.</summary>
internal sealed class ActiveFault(FaultRule rule)
{
    public FaultRule Rule => rule;

    /// <summary>How many calls it has hit.</summary>
    public int Hits { get; private set; }

    /// <summary>Requests that a rate limit let through.</summary>
    public SlidingMinute Requests { get; } = new();

    /// <summary>Tokens that a rate limit let through.</summary>
    public SlidingMinute Tokens { get; } = new();

    /// <summary>Whether it hits this call; if so it counts.</summary>
    public bool Hit(string operation, Chance chance)
    {
        var hits = (rule.Count is not { } count || Hits < count)
            && (rule.Operation is null || rule.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))
            && chance.Hits(rule.Probability ?? 1);
        Hits += hits ? 1 : 0;
        return hits;
    }
}

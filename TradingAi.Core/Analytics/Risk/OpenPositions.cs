using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>What is open at an instant, and how much usually is. Money is notional: entry price times quantity times multiplier.</summary>
public static class OpenPositions
{
    /// <summary>Under so many entries nothing counts as usual.</summary>
    public const int MinimumEntries = 10;

    /// <summary>True where the trade was entered before the instant and not yet closed.</summary>
    public static bool IsOpenAt(Trade trade, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return trade.EntryAt < asOf && !(trade.IsClosed && trade.ExitAt < asOf);
    }

    /// <summary>Open notional by symbol, long and short alike.</summary>
    /// <param name="open">Trades that are open.</param>
    public static IReadOnlyDictionary<string, decimal> NotionalBySymbol(IEnumerable<Trade> open) =>
        open.GroupBy(t => t.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(t => t.Notional), StringComparer.Ordinal);

    /// <summary>
    /// The usual exposure: the median, over the entries of a period, of all notional that was open right after the entry.
    /// Null under <see cref="MinimumEntries"/> entries.
    /// </summary>
    /// <param name="trades">Every trade that was open at some time in the period; others change nothing.</param>
    /// <param name="start">The period's start, inclusive.</param>
    /// <param name="end">The period's end, exclusive.</param>
    public static decimal? UsualExposure(IEnumerable<Trade> trades, DateTimeOffset start, DateTimeOffset end)
    {
        var entered = trades.Where(t => t.EntryAt < end).OrderBy(t => t.EntryAt).ToList();

        // A trade is open for an instant at least, also one that was closed as it was opened.
        var exits = entered
            .Where(t => t.IsClosed)
            .Select(t => (At: t.ExitAt > t.EntryAt ? t.ExitAt.Value : t.EntryAt.AddTicks(1), t.Notional))
            .OrderBy(e => e.At)
            .ToList();
        var exposures = new List<decimal>();
        var (open, exit) = (0m, 0);
        foreach (var together in entered.GroupBy(t => t.EntryAt))
        {
            open += together.Sum(t => t.Notional);
            for (; exit < exits.Count && exits[exit].At <= together.Key; exit++)
            {
                open -= exits[exit].Notional;
            }

            if (together.Key >= start)
            {
                exposures.AddRange(Enumerable.Repeat(open, together.Count()));
            }
        }

        return exposures.Count < MinimumEntries ? null : Median(exposures);
    }

    private static decimal Median(List<decimal> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}

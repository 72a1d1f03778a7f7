using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights;

/// <summary>The closed trades of one range of a journal, prepared for many tests.</summary>
public sealed class TradeSample
{
    /// <summary>Selects the trades.</summary>
    /// <param name="journal">The user's journal.</param>
    /// <param name="range">Which range.</param>
    /// <param name="asOf">The present; nothing at or after it exists.</param>
    public TradeSample(JournalSnapshot journal, TimeRange range, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        Journal = journal;
        Range = range;
        AsOf = asOf;
        Instants = range.Resolve(asOf, journal.TimeZone);
        Trades = AnalyticsService.Select(journal, Instants, TradeFilter.None);
        Pnl = [.. Trades.Select(t => (double)t.NetPnl!.Value)];
        LocalEntries = [.. Trades.Select(t => LocalTime.Of(t.EntryAt, journal.TimeZone))];
    }

    /// <summary>The whole journal, for what happened before the range.</summary>
    public JournalSnapshot Journal { get; }

    /// <summary>The range as it was asked for.</summary>
    public TimeRange Range { get; }

    /// <summary>The range's instants.</summary>
    public InstantRange Instants { get; }

    /// <summary>The present.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Closed trades of the range in pooled order.</summary>
    public IReadOnlyList<Trade> Trades { get; }

    /// <summary>Net P&amp;L by trade, in the account's currency.</summary>
    public IReadOnlyList<double> Pnl { get; }

    /// <summary>Wall-clock time of entry by trade.</summary>
    public IReadOnlyList<DateTime> LocalEntries { get; }

    /// <summary>Names the data: the same data version, local days and number of closed trades make the same insight.</summary>
    internal string Basis => $"{Journal.Version}|{Range}|{new Wording(Journal).Range(this)}|{Trades.Count}";

    /// <summary>Positions in <see cref="Trades"/> of the trades that pass a test.</summary>
    public int[] Where(Func<Trade, bool> predicate) => [.. Enumerable.Range(0, Trades.Count).Where(n => predicate(Trades[n]))];
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language;

/// <summary>
/// A journal as it stood at a moment: a trade closed at or after it counts as open, one entered at or after it does not
/// exist yet.
/// </summary>
internal sealed class JournalView
{
    /// <summary>Looks at a journal.</summary>
    public JournalView(JournalSnapshot journal, DateTimeOffset asOf)
    {
        Journal = journal;
        AsOf = asOf;
        Closed = [.. journal.ClosedTrades.Where(t => t.ExitAt < asOf)];
        Open = [.. journal.Trades.Where(t => t.EntryAt < asOf && !(t.IsClosed && t.ExitAt < asOf))];
        Today = LocalTime.DateOf(asOf, journal.TimeZone);
    }

    /// <summary>The journal.</summary>
    public JournalSnapshot Journal { get; }

    /// <summary>The present.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Trades closed before the present, in pooled order.</summary>
    public IReadOnlyList<Trade> Closed { get; }

    /// <summary>Trades open at the present, by entry.</summary>
    public IReadOnlyList<Trade> Open { get; }

    /// <summary>The trader's local date.</summary>
    public DateOnly Today { get; }

    /// <summary>The trader's time zone.</summary>
    public TimeZoneInfo Zone => Journal.TimeZone;

    /// <summary>The local wall-clock time of an instant.</summary>
    public DateTime Local(DateTimeOffset instant) => LocalTime.Of(instant, Zone);

    /// <summary>The local date of an instant.</summary>
    public DateOnly Date(DateTimeOffset instant) => LocalTime.DateOf(instant, Zone);
}

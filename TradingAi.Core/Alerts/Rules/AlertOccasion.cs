using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>What a rule judges: the trades that changed and are of the present, and the journal they are part of.</summary>
/// <param name="Journal">The journal with the changes.</param>
/// <param name="Entered">Changed trades that were opened in the last 24 hours, by entry.</param>
/// <param name="Closed">Changed trades that were closed in the last 24 hours, in pooled order.</param>
/// <param name="Now">The present.</param>
public sealed record AlertOccasion(JournalSnapshot Journal, IReadOnlyList<Trade> Entered, IReadOnlyList<Trade> Closed, DateTimeOffset Now)
{
    /// <summary>How far back an entry or an exit is of the present.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    // The journal's clock may be a little ahead of this one.
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    /// <summary>The occasion of some changed trades.</summary>
    public static AlertOccasion Of(JournalSnapshot journal, IEnumerable<EntityRef> changed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var trades = changed.Select(journal.FindTrade).OfType<Trade>().ToList();
        return new AlertOccasion(
            journal,
            [.. trades.Where(t => IsRecent(t.EntryAt)).OrderBy(t => t.EntryAt).ThenBy(t => t.Ref.ToString(), StringComparer.Ordinal)],
            [.. trades.Where(t => t.IsClosed && IsRecent(t.ExitAt!.Value)).Order(PooledOrder.Instance)],
            now);

        bool IsRecent(DateTimeOffset instant) => instant > now - Recent && instant <= now + s_ahead;
    }

    /// <summary>How figures and names read.</summary>
    public Wording Words { get; } = new(Journal);

    /// <summary>A sum as people read it.</summary>
    public string Money(decimal amount) => Words.Money(amount);

    /// <summary>The local date of an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => LocalTime.DateOf(instant, Journal.TimeZone);
}

/// <summary>What a rule raises, before it is stored.</summary>
/// <param name="Cause">Names what raised it: the same cause raises nothing twice.</param>
/// <param name="Type">What it is about.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">With its figures.</param>
/// <param name="Evidence">The trades behind it, the one that raised it first.</param>
public sealed record AlertDraft(string Cause, AlertType Type, AlertSeverity Severity, string Message, IReadOnlyList<EntityRef> Evidence);

using TradingAi.Core.Alerts;
using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Alerts;

/// <summary>An alert of a replay.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Rule">The rule that raised it: what its cause begins with.</param>
/// <param name="Weight">For how many alike it stands: patterns are looked for on some days only.</param>
internal sealed record ReplayedAlert(AlertType Type, string Rule, int Weight);

/// <summary>Tells a journal trade by trade, entry and exit, to the rules, as the app does while the trader trades.</summary>
/// <param name="whole">The journal as it is in the end.</param>
/// <param name="patternsEvery">Patterns are looked for on every so many days with entries; such a search goes over the whole history.</param>
internal sealed class Replay(JournalSnapshot whole, int patternsEvery)
{
    /// <summary>So long after an entry or an exit it is told.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    /// <summary>The journal as it stood at an instant: trades that were open then are open.</summary>
    public static JournalSnapshot At(JournalSnapshot whole, DateTimeOffset instant) => new(
        1, whole.Profile,
        whole.Trades.Where(t => t.EntryAt <= instant).Select(t => t.IsClosed && t.ExitAt > instant ? Open(t) : t),
        [], [], whole.Playbooks);

    /// <summary>Every alert that the trader sees from an instant on, each cause once.</summary>
    public IReadOnlyList<ReplayedAlert> Run(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var events = whole.Trades
            .SelectMany(t => t.IsClosed ? new[] { (Trade: t, At: t.EntryAt, IsExit: false), (Trade: t, At: t.ExitAt!.Value, IsExit: true) } : [(t, t.EntryAt, false)])
            .OrderBy(e => e.At).ThenBy(e => e.IsExit);
        var (told, causes, alerts) = (new Dictionary<EntityRef, Trade>(), new HashSet<string>(StringComparer.Ordinal), new List<ReplayedAlert>());
        var (level, day, days, patterns) = (0, default(DateOnly), 0, (IReadOnlyList<EntryPattern>)[]);
        foreach (var (trade, at, isExit) in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            told[trade.Ref] = isExit ? trade : Open(trade);
            var journal = new JournalSnapshot(1, whole.Profile, told.Values, [], [], whole.Playbooks);
            var occasion = AlertOccasion.Of(journal, [trade.Ref], at + Delay);
            (level, var raised) = AlertRules.Check(occasion, level);
            Note(raised, 1);
            if (isExit || at < from)
            {
                continue;
            }

            if (occasion.DateOf(at) is var today && today != day)
            {
                (day, patterns) = (today, days++ % patternsEvery == 0 ? AlertRules.PatternsOf(journal, today, cancellationToken) : []);
            }

            Note(AlertRules.CheckEntry(occasion, told[trade.Ref], patterns), patternsEvery);

            void Note(IEnumerable<AlertDraft> drafts, int weight) => alerts.AddRange(drafts
                .Where(d => causes.Add(d.Cause) && at >= from)
                .Select(d => new ReplayedAlert(d.Type, RuleOf(d), weight)));
        }

        return alerts;
    }

    /// <summary>What raised a draft.</summary>
    public static string RuleOf(AlertDraft draft) => draft.Cause[..draft.Cause.IndexOf(':', StringComparison.Ordinal)];

    private static Trade Open(Trade trade) => trade with { ExitAt = null, ExitPrice = null };
}

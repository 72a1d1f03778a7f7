using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>Turns a batch of changes, and the rows that are held, into the statements of one transaction.</summary>
internal sealed class JournalWriter(IReadOnlyList<IKeywordStatements> keywords)
{
    /// <summary>Decides each change in order.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="held">The rows they are about, as stored; brought up to date as changes are decided.</param>
    /// <param name="version">The data version that <paramref name="held"/> was read at.</param>
    /// <param name="fromImport">True where everything may wait for the next batch.</param>
    /// <param name="applied">For each change, whether it does anything.</param>
    /// <returns>The statements; empty where no change does anything.</returns>
    public IReadOnlyList<SqlStatement> Decide(
        IReadOnlyList<Change> changes, Dictionary<RowKey, HeldRow> held, long version, bool fromImport, out bool[] applied)
    {
        var statements = new List<SqlStatement> { ChangeStatements.RaiseVersion(version) };
        applied = new bool[changes.Count];
        for (var i = 0; i < applied.Length; i++)
        {
            var change = changes[i];
            var before = held.GetValueOrDefault(change.Key);
            if (ChangeOrder.Apply(before, change) is { } after)
            {
                statements.AddRange(Store(change, before, after, version + 1, fromImport));
                held[change.Key] = after;
                applied[i] = true;
            }
        }

        return applied.Contains(true) ? statements : [];
    }

    private IEnumerable<SqlStatement> Store(Change change, HeldRow? before, HeldRow after, long revision, bool fromImport)
    {
        var key = change.Key;
        var content = after.Json is null ? null
            : after.Json == change.Row?.Json ? change.Row
            : RowJson.Read(key, after.Json, after.Stamp.At);
        var isLive = after.State == RowState.Live;
        var visible = isLive || before is { State: RowState.Live };
        var priority = fromImport || key.Kind == RowKind.Notebook ? OutboxPriority.Deferred : OutboxPriority.Urgent;

        // The trade that a note used to be about, before the link to it goes.
        if (visible && key.Kind == RowKind.TradeNote && before is not null)
        {
            yield return ChangeStatements.EnqueueTargets(key, priority, revision);
        }

        foreach (var statement in ChangeStatements.Store(key, after, content, revision, isNew: before is null))
        {
            yield return statement;
        }

        if (!visible)
        {
            yield break;
        }

        if (key.Entity is not { } entity)
        {
            if (ShowsDifferently(before, content))
            {
                yield return ChangeStatements.EnqueueAll(tradesOnly: true, revision);
            }

            yield break;
        }

        yield return ChangeStatements.Enqueue(key, priority, revision);
        if (key.Kind == RowKind.TradeNote)
        {
            yield return ChangeStatements.EnqueueTargets(key, priority, revision);
        }
        else if (key.Kind != RowKind.Notebook)
        {
            var dependants = key.Kind == RowKind.Playbook ? OutboxPriority.Deferred : priority;
            yield return ChangeStatements.EnqueueDependants(key, dependants, revision);
        }

        var entityChange = new EntityChange(entity, isLive ? content?.Content : null);
        foreach (var statement in keywords.SelectMany(k => k.For(entityChange)))
        {
            yield return statement;
        }
    }

    // Only the time zone and the currency stand in the texts of trades.
    private static bool ShowsDifferently(HeldRow? before, JournalRow? after)
    {
        var old = (before?.Json is { } json ? RowJson.Read(RowKey.Profile, json, before.Stamp.At)?.Content : null) as UserProfile ?? new UserProfile();
        var now = after?.Content as UserProfile ?? new UserProfile();
        return old.TimeZoneId != now.TimeZoneId || old.Currency != now.Currency;
    }
}

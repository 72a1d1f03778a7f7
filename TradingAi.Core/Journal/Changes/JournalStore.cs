using System.Text.Json;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>What became of an accepted delivery.</summary>
internal enum StoreOutcome
{
    Stored,
    Duplicate,
    Stale,
}

/// <summary>
/// Accepts changes into a user's journal. Everything that a change causes is stored in one transaction before the call returns:
/// the delivery's id, the row, the words, the outbox, the data version.
/// </summary>
internal sealed class JournalStore(
    IUserDatabases databases, JournalUsers users, UserLocks locks, IEnumerable<IKeywordStatements> keywords, TimeProvider time)
{
    /// <summary>How long a delivery's id is remembered.</summary>
    public static readonly TimeSpan DeliveryMemory = TimeSpan.FromDays(7);

    private const int MaxAttempts = 20;

    private readonly JournalWriter _writer = new([.. keywords]);

    /// <summary>Accepts one signed event.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot serve; nothing was stored.</exception>
    public async Task<StoreOutcome> AcceptAsync(UserId user, string deliveryId, Change change, CancellationToken cancellationToken)
    {
        using var _ = await locks.EnterAsync(user, cancellationToken);
        if (change.At <= await users.DeletedAtAsync(user, cancellationToken))
        {
            return StoreOutcome.Stale;
        }

        await users.MarkChangedAsync(user, cancellationToken);
        var database = await databases.OpenAsync(user, cancellationToken);
        return await RetryOnConflictAsync(() => TryAcceptAsync(database, deliveryId, change, cancellationToken));
    }

    /// <summary>Accepts rows of an import in one transaction.</summary>
    /// <returns>For each row, whether it changed anything.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot serve; nothing was stored.</exception>
    public async Task<IReadOnlyList<bool>> ImportAsync(UserId user, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        using var _ = await locks.EnterAsync(user, cancellationToken);
        var deletedAt = await users.DeletedAtAsync(user, cancellationToken);
        var acceptable = changes.Where(change => !(change.At <= deletedAt)).ToList();
        if (acceptable.Count == 0)
        {
            return new bool[changes.Count];
        }

        await users.MarkChangedAsync(user, cancellationToken);
        var database = await databases.OpenAsync(user, cancellationToken);
        var applied = await RetryOnConflictAsync(async () =>
        {
            var (version, held) = await ReadHeldAsync(database, acceptable, cancellationToken);
            var statements = _writer.Decide(acceptable, held, version, fromImport: true, out var flags);
            if (statements.Count > 0)
            {
                await database.ExecuteAsync(statements, cancellationToken);
            }

            return flags;
        });
        var remaining = new Queue<bool>(applied);
        return [.. changes.Select(change => !(change.At <= deletedAt) && remaining.Dequeue())];
    }

    private async Task<StoreOutcome> TryAcceptAsync(
        IDatabase database, string deliveryId, Change change, CancellationToken cancellationToken)
    {
        var seen = await database.QueryAsync(
            SqlStatement.Of($"SELECT 1 FROM webhook_ids WHERE id = {deliveryId}"), _ => true, cancellationToken);
        if (seen.Count > 0)
        {
            return StoreOutcome.Duplicate;
        }

        var now = time.GetUtcNow();
        var (version, held) = await ReadHeldAsync(database, [change], cancellationToken);
        var statements = _writer.Decide([change], held, version, fromImport: false, out var applied);
        await database.ExecuteAsync(
            [
                .. statements,
                SqlStatement.Of($"INSERT INTO webhook_ids (id, received_at) VALUES ({deliveryId}, {now.UtcTicks})"),
                SqlStatement.Of($"DELETE FROM webhook_ids WHERE received_at < {(now - DeliveryMemory).UtcTicks}"),
            ],
            cancellationToken);
        return applied[0] ? StoreOutcome.Stored : StoreOutcome.Stale;
    }

    private static async Task<(long Version, Dictionary<RowKey, HeldRow> Held)> ReadHeldAsync(
        IDatabase database, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        // The version is read first: a row that changes in between makes the transaction fail, and all is read again.
        var version = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT data_version FROM journal_state"), row => row.GetInt64("data_version"), cancellationToken);
        var held = new Dictionary<RowKey, HeldRow>();
        foreach (var kind in changes.GroupBy(change => change.Key.Kind))
        {
            var ids = JsonSerializer.Serialize([.. kind.Select(change => change.Key.Id).Distinct(StringComparer.Ordinal)], StoreJson.Default.StringArray);
            var rows = await database.QueryAsync(
                SqlStatement.Of($"""
                    SELECT id, state, version, changed_at, content, parked_version, parked_at, parked_content FROM journal_rows
                    WHERE type = {new RowKey(kind.Key, "").KindName} AND id IN (SELECT value FROM json_each({ids}))
                    """),
                row => (Key: new RowKey(kind.Key, row.GetString("id")), Row: HeldRow.Read(row)), cancellationToken);
            foreach (var (key, row) in rows)
            {
                held.Add(key, row);
            }
        }

        return (version, held);
    }

    private static async Task<T> RetryOnConflictAsync<T>(Func<Task<T>> attempt)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (StorageConflictException) when (attempts < MaxAttempts)
            {
                // Another instance changed the journal between reading and writing.
            }
            catch (StorageConflictException error)
            {
                throw new StorageUnavailableException("The journal is changed by too many writers at once.", error);
            }
        }
    }
}

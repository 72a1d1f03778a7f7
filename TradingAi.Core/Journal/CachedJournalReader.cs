using Microsoft.Extensions.Options;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal;

/// <summary>
/// Reads journals and holds the ones used last. A held journal is brought up to date by the rows that changed since, so a
/// change costs what it touches; readers who need the same journal wait for one load. The snapshot is only arranged for who
/// asks for it.
/// </summary>
internal sealed class CachedJournalReader(IUserDatabases databases, IOptions<JournalOptions> options) : IJournalReader, ILedgerReader
{
    // A row as objects takes about as much again as its JSON as UTF-16 text.
    private const int BytesPerCharacter = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<HeldJournal>> _held = new(StringComparer.Ordinal);

    // Least recently used first.
    private readonly LinkedList<HeldJournal> _order = [];

    public async ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) =>
        await ReadVersionAsync(user, cancellationToken) is { } held ? held.Snapshot.Value : new JournalSnapshot(0, new UserProfile(), [], [], [], []);

    public async ValueTask<LiveJournal> ReadLedgerAsync(UserId user, CancellationToken cancellationToken) =>
        await ReadVersionAsync(user, cancellationToken) is { } held
            ? new LiveJournal(held.Profile, held.Ledger)
            : new LiveJournal(new UserProfile(), TradeLedger.Empty);

    private async ValueTask<HeldVersion?> ReadVersionAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            Forget(user);
            return null;
        }

        var journal = Hold(user);
        try
        {
            var held = await journal.ReadAsync(database, cancellationToken);
            Shrink();
            return held;
        }
        catch (StorageUnavailableException)
        {
            Forget(user);
            throw;
        }
    }

    private HeldJournal Hold(UserId user)
    {
        lock (_lock)
        {
            if (!_held.TryGetValue(user.Value, out var node))
            {
                node = new LinkedListNode<HeldJournal>(new HeldJournal(user));
                _held.Add(user.Value, node);
            }
            else
            {
                _order.Remove(node);
            }

            _order.AddLast(node);
            return node.Value;
        }
    }

    private void Forget(UserId user)
    {
        lock (_lock)
        {
            if (_held.Remove(user.Value, out var node))
            {
                _order.Remove(node);
            }
        }
    }

    private void Shrink()
    {
        lock (_lock)
        {
            var budget = options.Value.CacheMegabytes * 1_000_000L;
            var total = _order.Sum(journal => journal.Characters * BytesPerCharacter);
            while (total > budget && _order.Count > 1)
            {
                total -= _order.First!.Value.Characters * BytesPerCharacter;
                _held.Remove(_order.First.Value.User.Value);
                _order.RemoveFirst();
            }
        }
    }

    /// <summary>One version of a journal.</summary>
    private sealed record HeldVersion(long Version, UserProfile Profile, TradeLedger Ledger, Lazy<JournalSnapshot> Snapshot);

    /// <summary>One user's rows and what is made of them.</summary>
    private sealed class HeldJournal(UserId user)
    {
        private readonly Dictionary<RowKey, (object Content, int Characters)> _rows = [];
        private Task _loading = Task.CompletedTask;
        private HeldVersion? _latest;
        private TradeLedger _ledger = TradeLedger.Empty;
        private long _firstVersion;
        private long _characters;

        public UserId User { get; } = user;

        public long Characters => Interlocked.Read(ref _characters);

        public async Task<HeldVersion> ReadAsync(IDatabase database, CancellationToken cancellationToken)
        {
            while (true)
            {
                var version = await database.QueryFirstAsync(
                    SqlStatement.Of($"SELECT data_version FROM journal_state"), row => row.GetInt64("data_version"), cancellationToken);
                if (Volatile.Read(ref _latest) is { } held && held.Version >= version)
                {
                    return held;
                }

                await Load(database).WaitAsync(cancellationToken);
            }
        }

        // One load at a time; it belongs to all who wait for it, so none of them can cancel it.
        private Task Load(IDatabase database)
        {
            lock (_rows)
            {
                return _loading.IsCompleted ? _loading = Task.Run(() => UpdateAsync(database)) : _loading;
            }
        }

        private async Task UpdateAsync(IDatabase database)
        {
            // One statement sees one state: the version belongs to the rows. A journal that was started anew is read whole.
            var rows = await database.QueryAsync(
                SqlStatement.Of($"""
                    SELECT s.data_version, s.first_version, r.type, r.id, r.changed_at, CASE r.state WHEN 'live' THEN r.content END AS content
                    FROM journal_state AS s LEFT JOIN journal_rows AS r
                      ON r.revision > CASE s.first_version WHEN {_firstVersion} THEN {_latest?.Version ?? -1} ELSE -1 END
                    """),
                row => (Version: row.GetInt64("data_version"), First: row.GetInt64("first_version"),
                    Type: row.GetStringOrNull("type"), Id: row.GetStringOrNull("id"),
                    ChangedAt: row.GetInt64OrNull("changed_at") ?? 0, Json: row.GetStringOrNull("content")),
                CancellationToken.None);
            if (rows[0].First != _firstVersion)
            {
                _rows.Clear();
                _ledger = TradeLedger.Empty;
                Interlocked.Exchange(ref _characters, 0);
                _firstVersion = rows[0].First;
            }

            foreach (var (_, _, type, id, changedAt, json) in rows)
            {
                if (RowKey.TryParseKind(type, out var kind))
                {
                    Replace(new RowKey(kind, id!), json, Instant.FromTicks(changedAt));
                }
            }

            var version = rows[0].Version;
            var contents = _rows.Values.Select(row => row.Content).ToList();
            var profile = _rows.TryGetValue(RowKey.Profile, out var row) ? (UserProfile)row.Content : new UserProfile();
            Volatile.Write(ref _latest, new HeldVersion(version, profile, _ledger, new Lazy<JournalSnapshot>(() => new JournalSnapshot(
                version,
                profile,
                contents.OfType<Trade>(),
                contents.OfType<TradeNote>(),
                contents.OfType<NotebookEntry>(),
                contents.OfType<Playbook>()))));
        }

        private void Replace(RowKey key, string? json, DateTimeOffset changedAt)
        {
            if (_rows.Remove(key, out var old))
            {
                Interlocked.Add(ref _characters, -old.Characters);
            }

            object? content = null;
            if (json is not null && RowJson.Read(key, json, changedAt) is { } row)
            {
                content = row.Content;
                _rows.Add(key, (content, json.Length));
                Interlocked.Add(ref _characters, json.Length);
            }

            _ledger = _ledger.With(old.Content as Trade, content as Trade);
        }
    }
}

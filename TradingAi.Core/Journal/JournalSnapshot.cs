namespace TradingAi.Core.Journal;

/// <summary>
/// One user's whole live journal at one version of their data: immutable, shared between requests, the input of every
/// figure, question and text.
/// </summary>
public sealed class JournalSnapshot
{
    private readonly Dictionary<EntityRef, Trade> _trades;
    private readonly Dictionary<string, Playbook> _playbooks;
    private readonly ILookup<EntityRef, TradeNote> _notesByTrade;

    /// <summary>Builds a snapshot from live rows, in any order.</summary>
    public JournalSnapshot(
        long version,
        UserProfile profile,
        IEnumerable<Trade> trades,
        IEnumerable<TradeNote> tradeNotes,
        IEnumerable<NotebookEntry> notebooks,
        IEnumerable<Playbook> playbooks)
    {
        Version = version;
        Profile = profile;
        TimeZone = profile.TimeZone;
        Trades = [.. trades.OrderBy(t => t.EntryAt).ThenBy(t => t.Ref.ToString(), StringComparer.Ordinal)];
        ClosedTrades = [.. Trades.Where(t => t.IsClosed).Order(PooledOrder.Instance)];
        OpenTrades = [.. Trades.Where(t => !t.IsClosed)];
        TradeNotes = [.. tradeNotes.OrderBy(n => n.CreatedAt).ThenBy(n => n.Id, StringComparer.Ordinal)];
        Notebooks = [.. notebooks.OrderBy(n => n.CreatedAt).ThenBy(n => n.Id, StringComparer.Ordinal)];
        Playbooks = [.. playbooks.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)];
        _trades = Trades.ToDictionary(t => t.Ref);
        _playbooks = Playbooks.ToDictionary(p => p.Id, StringComparer.Ordinal);
        _notesByTrade = TradeNotes.Where(n => n.Trade is not null).ToLookup(n => n.Trade!.Value);
    }

    /// <summary>The user's data version: it grows with every accepted change.</summary>
    public long Version { get; }

    /// <summary>The trader's profile; its defaults where the journal sent none.</summary>
    public UserProfile Profile { get; }

    /// <summary>The trader's time zone, resolved once.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>All live trades by entry.</summary>
    public IReadOnlyList<Trade> Trades { get; }

    /// <summary>Closed trades in the pooled order.</summary>
    public IReadOnlyList<Trade> ClosedTrades { get; }

    /// <summary>Open trades by entry.</summary>
    public IReadOnlyList<Trade> OpenTrades { get; }

    /// <summary>All trade notes, oldest first.</summary>
    public IReadOnlyList<TradeNote> TradeNotes { get; }

    /// <summary>All notebook entries, oldest first.</summary>
    public IReadOnlyList<NotebookEntry> Notebooks { get; }

    /// <summary>All playbooks by name.</summary>
    public IReadOnlyList<Playbook> Playbooks { get; }

    /// <summary>Finds a live trade.</summary>
    public Trade? FindTrade(EntityRef trade) => _trades.GetValueOrDefault(trade);

    /// <summary>Finds a live playbook.</summary>
    public Playbook? FindPlaybook(string id) => _playbooks.GetValueOrDefault(id);

    /// <summary>The notes on one trade, oldest first.</summary>
    public IEnumerable<TradeNote> NotesOf(EntityRef trade) => _notesByTrade[trade];

    /// <summary>The names of a trade's live playbooks, each once.</summary>
    public IEnumerable<string> PlaybookNamesOf(Trade trade) =>
        trade.PlaybookIds.Select(FindPlaybook).OfType<Playbook>().Select(p => p.Name).Distinct(StringComparer.Ordinal);
}

/// <summary>Reads users' journals.</summary>
public interface IJournalReader
{
    /// <summary>The user's journal now; an empty one for a user we know nothing of. Cached by data version.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be opened or read.</exception>
    ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken);
}

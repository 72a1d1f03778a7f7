using System.Collections.Immutable;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Live;

/// <summary>
/// A user's live trades, arranged so that figures of the present need not go over the history. It never changes; each change of
/// a trade answers the next ledger, in O(log n) time and memory.
/// </summary>
public sealed class TradeLedger
{
    private readonly ClosedTrades _closed;
    private readonly ImmutableDictionary<EntityRef, Trade> _open;

    private TradeLedger(ClosedTrades closed, ImmutableDictionary<EntityRef, Trade> open) => (_closed, _open) = (closed, open);

    /// <summary>No trades.</summary>
    public static TradeLedger Empty { get; } = new(ClosedTrades.Empty, ImmutableDictionary<EntityRef, Trade>.Empty);

    /// <summary>The ledger after a change of one trade.</summary>
    /// <param name="before">The trade as the ledger holds it; null where it is new.</param>
    /// <param name="after">The trade as it becomes; null where it goes.</param>
    public TradeLedger With(Trade? before, Trade? after)
    {
        var (closed, open) = (_closed, _open);
        if (before is { IsClosed: true })
        {
            closed = closed.Remove(before);
        }
        else if (before is not null)
        {
            open = open.Remove(before.Ref);
        }

        if (after is { IsClosed: true })
        {
            closed = closed.Add(after);
        }
        else if (after is not null)
        {
            open = open.Add(after.Ref, after);
        }

        return new TradeLedger(closed, open);
    }

    /// <summary>What the trades that closed in a range come to.</summary>
    public LedgerSum Sum(InstantRange range) => _closed.Sum(PositionOf(range.Start), PositionOf(range.End));

    /// <summary>What the last trades that closed in a range come to, so many at most, and what all before them do.</summary>
    /// <param name="range">The range of the last trades.</param>
    /// <param name="most">How many of them at most.</param>
    public (LedgerSum Last, LedgerSum Before) Last(InstantRange range, int most)
    {
        var end = PositionOf(range.End);
        var start = Math.Max(PositionOf(range.Start), end - most);
        return (_closed.Sum(start, end), _closed.Sum(0, start));
    }

    /// <summary>The trades that are open at an instant, in no order.</summary>
    public IEnumerable<Trade> OpenAt(DateTimeOffset asOf) => OpenSince(asOf).Where(trade => OpenPositions.IsOpenAt(trade, asOf));

    /// <summary>The trades that were not closed before an instant, in no order.</summary>
    public IEnumerable<Trade> OpenSince(DateTimeOffset instant) => _closed.Range(_closed.CountBefore(instant), _closed.Count).Concat(_open.Values);

    private int PositionOf(DateTimeOffset? instant) => instant is { } at ? _closed.CountBefore(at) : 0;
}

/// <summary>A user's ledger at one version of their data.</summary>
/// <param name="Profile">The trader's profile; its defaults where the journal sent none.</param>
/// <param name="Ledger">The trades.</param>
public sealed record LiveJournal(UserProfile Profile, TradeLedger Ledger);

/// <summary>Reads users' ledgers.</summary>
public interface ILedgerReader
{
    /// <summary>
    /// The user's ledger now; an empty one for a user we know nothing of. A held ledger is brought up to date by the rows that
    /// changed since.
    /// </summary>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be opened or read.</exception>
    ValueTask<LiveJournal> ReadLedgerAsync(UserId user, CancellationToken cancellationToken);
}

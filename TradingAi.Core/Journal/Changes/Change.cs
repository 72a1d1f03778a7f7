using TradingAi.Core.Journal.Rows;

namespace TradingAi.Core.Journal.Changes;

/// <summary>What a change wants to do with a row.</summary>
internal enum ChangeKind
{
    /// <summary>A <c>created</c> event or an import's row: the full row, which also brings a deleted entity back.</summary>
    Put,

    /// <summary>An <c>updated</c> event: the full row, which does not bring a deleted entity back.</summary>
    Update,

    /// <summary>A <c>deleted</c> event.</summary>
    Delete,
}

/// <summary>One change of one row, wherever it came from.</summary>
/// <param name="Kind">What it wants.</param>
/// <param name="Key">Which row.</param>
/// <param name="Row">The row as it should become; null in a deletion.</param>
/// <param name="Version">The event's version, if it has one; an import has none.</param>
/// <param name="At">When it happened: <c>occurred_at</c>, for an import <c>updated_at</c>.</param>
internal sealed record Change(ChangeKind Kind, RowKey Key, JournalRow? Row, long? Version, DateTimeOffset At)
{
    /// <summary>True where the change brings what it is compared with up to date, though it is not strictly newer.</summary>
    public bool WinsTies { get; init; }
}

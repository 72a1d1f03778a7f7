using TradingAi.Core.Journal.Rows;

namespace TradingAi.Core.Journal.Changes;

/// <summary>
/// Decides what a change makes of the row that is held. Deliveries come late, twice and in any order; whatever the order, the
/// same deliveries end in the same row.
/// </summary>
internal static class ChangeOrder
{
    /// <summary>The row as it becomes; null where the change is older or equal and nothing happens.</summary>
    public static HeldRow? Apply(HeldRow? held, Change change)
    {
        var stamp = new Stamp(change.Version, change.At);
        if (held is not null && !IsNewer(stamp, held.Stamp, change.WinsTies && change.Row!.Json != held.Json))
        {
            return null;
        }

        if (change.Kind == ChangeKind.Delete)
        {
            var waiting = held?.Parked is { } update && update.Stamp.Against(stamp) > 0 ? update : null;
            return new HeldRow(RowState.Tombstone, stamp, null, waiting);
        }

        if (held is not { State: RowState.Tombstone })
        {
            return Keep(stamp, change.Row!);
        }

        if (change.Kind == ChangeKind.Put)
        {
            // The update that overtook its creation holds a newer state of the same entity.
            return held.Parked is { } parked && parked.Stamp.Against(stamp) > 0 && RowJson.Read(change.Key, parked.Json, parked.Stamp.At) is { } newer
                ? Keep(parked.Stamp, newer)
                : Keep(stamp, change.Row!);
        }

        return held.Parked is { } older && stamp.Against(older.Stamp) <= 0
            ? null
            : held with { Parked = new ParkedUpdate(stamp, change.Row!.Json) };
    }

    private static bool IsNewer(Stamp stamp, Stamp held, bool winsTies)
    {
        var order = stamp.Against(held);
        return order > 0 || (order == 0 && winsTies);
    }

    private static HeldRow Keep(Stamp stamp, JournalRow row) =>
        new(row.Hidden ? RowState.Hidden : RowState.Live, stamp, row.Json, null);
}

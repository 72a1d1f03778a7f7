using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>How a row stands.</summary>
internal enum RowState
{
    /// <summary>Part of the journal.</summary>
    Live,

    /// <summary>Kept, but marked <c>is_deleted</c> by the journal.</summary>
    Hidden,

    /// <summary>Deleted; only what orders later changes is kept.</summary>
    Tombstone,
}

/// <summary>What orders a change: an event's version, if it has one, and an instant.</summary>
internal readonly record struct Stamp(long? Version, DateTimeOffset At)
{
    /// <summary>Over 0 where this is newer, 0 where equal: versions compare where both have one, else instants do.</summary>
    public int Against(Stamp other) =>
        Version is { } mine && other.Version is { } theirs ? mine.CompareTo(theirs) : At.CompareTo(other.At);
}

/// <summary>An update that is newer than the deletion of its entity and waits for the creation it belongs to.</summary>
internal sealed record ParkedUpdate(Stamp Stamp, string Json);

/// <summary>A row as it is stored.</summary>
internal sealed record HeldRow(RowState State, Stamp Stamp, string? Json, ParkedUpdate? Parked)
{
    private static readonly string[] s_states = ["live", "hidden", "tombstone"];

    /// <summary>The state's name in the database.</summary>
    public string StateName => s_states[(int)State];

    /// <summary>Reads a row of <c>journal_rows</c>.</summary>
    public static HeldRow Read(SqlRow row) => new(
        (RowState)Array.IndexOf(s_states, row.GetString("state")),
        new Stamp(row.GetInt64OrNull("version"), Instant.FromTicks(row.GetInt64("changed_at"))),
        row.GetStringOrNull("content"),
        row.GetStringOrNull("parked_content") is { } parked
            ? new ParkedUpdate(new Stamp(row.GetInt64OrNull("parked_version"), Instant.FromTicks(row.GetInt64("parked_at"))), parked)
            : null);
}

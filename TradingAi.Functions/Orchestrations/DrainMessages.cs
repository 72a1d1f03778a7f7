using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;

namespace TradingAi.Functions.Orchestrations;

/// <summary>What is due.</summary>
/// <param name="Items">The items; empty where nothing is due.</param>
/// <param name="PartSize">How many of them one activity indexes.</param>
/// <param name="NextDue">Where nothing is due, the UTC time at which something will be; null where nothing will.</param>
/// <param name="HasNews">Whether there are changes that were not looked at for alerts.</param>
public sealed record DrainBatch(List<DrainItem> Items, int PartSize, DateTime? NextDue, bool HasNews = false);

/// <summary>An item of the outbox: ids only.</summary>
/// <param name="Ref">The entity.</param>
/// <param name="Sequence">Which change asked for it.</param>
/// <param name="Priority">How soon it is wanted.</param>
/// <param name="Attempts">How often indexing it failed.</param>
public sealed record DrainItem(string Ref, long Sequence, OutboxPriority Priority, int Attempts)
{
    /// <summary>The item of an outbox row.</summary>
    public static DrainItem Of(OutboxItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new DrainItem(item.Entity.ToString(), item.Sequence, item.Priority, item.Attempts);
    }

    /// <summary>The outbox row again.</summary>
    public OutboxItem ToOutboxItem() =>
        EntityRef.TryParse(Ref, out var entity)
            ? new OutboxItem(entity, Sequence, Priority, Attempts)
            : throw new FormatException("An item of the drain names no entity.");
}

/// <summary>Items that one activity indexes.</summary>
/// <param name="User">The user's id.</param>
/// <param name="Items">The items.</param>
public sealed record DrainPart(string User, List<DrainItem> Items);

/// <summary>What came of items that were to be indexed.</summary>
public enum DrainOutcome
{
    /// <summary>They are indexed.</summary>
    Indexed,

    /// <summary>Something that all items need is away: the user's drain pauses.</summary>
    Paused,

    /// <summary>A text was refused; whose it is shows when each is tried alone.</summary>
    Refused,
}

/// <summary>Items that could not be indexed.</summary>
/// <param name="User">The user's id.</param>
/// <param name="Items">The items.</param>
/// <param name="Error">The kind of error; no journal text.</param>
public sealed record DrainFailure(string User, List<DrainItem> Items, string Error);

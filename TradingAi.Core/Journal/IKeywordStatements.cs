using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal;

/// <summary>
/// Keeps word search in step with the journal: its statements run in the transaction that accepts a change, so that an
/// entity is found by words at once and a deleted one never.
/// </summary>
public interface IKeywordStatements
{
    /// <summary>The statements that make one entity's words what the row now says.</summary>
    /// <param name="change">The entity as it will be.</param>
    IEnumerable<SqlStatement> For(EntityChange change);
}

/// <summary>An entity as a change leaves it.</summary>
/// <param name="Entity">What names it.</param>
/// <param name="Content">
/// A <see cref="Trade"/>, <see cref="TradeNote"/>, <see cref="NotebookEntry"/> or <see cref="Playbook"/>; null where the
/// entity is no longer live.
/// </param>
public sealed record EntityChange(EntityRef Entity, object? Content);

/// <summary>Takes part in the deletion of a user: what a room holds outside the user's own database.</summary>
public interface IUserEraser
{
    /// <summary>Deletes everything of the user; idempotent, repeated after a crash.</summary>
    Task EraseAsync(UserId user, CancellationToken cancellationToken);
}

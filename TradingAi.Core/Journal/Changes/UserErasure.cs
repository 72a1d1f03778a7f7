using Microsoft.Extensions.Logging;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>
/// Deletes everything of a user. What remains is an instant in the system database: nothing that happened up to it comes
/// back, however late it is delivered, and whatever happens later starts a new journal.
/// </summary>
internal sealed class UserErasure(
    IUserDatabases databases, JournalUsers users, UserLocks locks, IEnumerable<IUserEraser> erasers, ILogger<UserErasure> logger)
{
    /// <summary>Deletes a user as of an instant; complete on return, repeated by the sender or at the next start if it fails.</summary>
    public async Task<StoreOutcome> EraseAsync(UserId user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var _ = await locks.EnterAsync(user, cancellationToken);
        var erasing = await users.ErasingAsync(cancellationToken);
        if (at <= await users.DeletedAtAsync(user, cancellationToken) && !erasing.Contains(user))
        {
            return StoreOutcome.Stale;
        }

        await users.BeginErasureAsync(user, at, cancellationToken);
        await FinishAsync(user, cancellationToken);
        return StoreOutcome.Stored;
    }

    /// <summary>Finishes deletions that a crash interrupted.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var user in await users.ErasingAsync(cancellationToken))
        {
            using var _ = await locks.EnterAsync(user, cancellationToken);
            await FinishAsync(user, cancellationToken);
        }
    }

    private async Task FinishAsync(UserId user, CancellationToken cancellationToken)
    {
        foreach (var eraser in erasers)
        {
            await eraser.EraseAsync(user, cancellationToken);
        }

        await databases.DeleteAsync(user, cancellationToken);
        await users.EndErasureAsync(user, cancellationToken);
        Log.UserErased(logger, user.Value);
    }
}

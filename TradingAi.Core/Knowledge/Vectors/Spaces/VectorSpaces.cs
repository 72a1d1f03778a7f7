using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Vectors.Spaces;

/// <summary>
/// Which namespace of a user is asked, and which is written. As long as the settings name the model and the store of the
/// serving namespace, it is both. Else another one is filled: every live entity goes on the outbox once more, whatever is
/// indexed goes to the new namespace, and when nothing is left to do it serves and the old one is deleted. Every step is
/// recorded before the next one, so whoever comes after a crash goes on.
/// </summary>
public sealed class VectorSpaces(
    IUserDatabases databases, IOutbox outbox, VectorStores stores, EmbeddingModels models, ILogger<VectorSpaces> logger)
    : IVectorSpaceSwitch, IDisposable
{
    // Within this process one at a time begins a namespace; over several, a unique index has the last word.
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The namespace that queries are asked of; null where nothing was indexed yet.</summary>
    public static async Task<VectorSpace?> ServingAsync(UserId user, IDatabase database, CancellationToken cancellationToken) =>
        Find(await ReadAsync(user, database, cancellationToken), VectorSpaceState.Serving);

    /// <summary>The namespace that is written, of the model and the store in use; begun if need be.</summary>
    public async Task<VectorSpace> TargetAsync(UserId user, IDatabase database, CancellationToken cancellationToken)
    {
        if (Target(await ReadAsync(user, database, cancellationToken)) is { } target)
        {
            return target;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var spaces = await ReadAsync(user, database, cancellationToken);
                if (Target(spaces) is { } settled)
                {
                    return settled;
                }

                await SettleAsync(user, database, spaces, cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task BeginAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is { } database && await ServingAsync(user, database, cancellationToken) is not null)
        {
            await TargetAsync(user, database, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return;
        }

        var spaces = await ReadAsync(user, database, cancellationToken);
        if (Find(spaces, VectorSpaceState.Filling) is { IsEnqueued: true } filling && IsInUse(filling))
        {
            await stores.Current.WaitUntilIndexedAsync(filling.Namespace, cancellationToken);
            var changed = await database.ExecuteAsync(filling.Serve(), cancellationToken);
            if (changed[1] == 1)
            {
                Log.Switched(logger, user.Value, filling.Namespace.Name);
            }

            spaces = await ReadAsync(user, database, cancellationToken);
        }

        foreach (var retired in spaces.Where(space => space.State == VectorSpaceState.Retired))
        {
            await DeleteAsync(retired, database, cancellationToken);
        }
    }

    /// <summary>Deletes every namespace of a user from every store.</summary>
    public async Task RemoveAllAsync(UserId user, CancellationToken cancellationToken)
    {
        foreach (var store in stores.All)
        {
            await store.DeleteNamespacesAsync(user, cancellationToken);
        }

        if (await databases.FindAsync(user, cancellationToken) is { } database)
        {
            await database.ExecuteAsync(SqlStatement.Of($"DELETE FROM vector_spaces"), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private static VectorSpace? Find(IReadOnlyList<VectorSpace> spaces, VectorSpaceState state) => spaces.FirstOrDefault(space => space.State == state);

    private static Task<IReadOnlyList<VectorSpace>> ReadAsync(UserId user, IDatabase database, CancellationToken cancellationToken) =>
        database.QueryAsync(VectorSpace.SelectAll, row => VectorSpace.Map(user, row), cancellationToken);

    private bool IsInUse(VectorSpace? space) => space is not null && space.Store == stores.Current.Name && space.Model == models.Current;

    private VectorSpace? Target(IReadOnlyList<VectorSpace> spaces)
    {
        var (serving, filling) = (Find(spaces, VectorSpaceState.Serving), Find(spaces, VectorSpaceState.Filling));
        return IsInUse(serving) ? (filling is null ? serving : null)
            : serving is not null && filling is { IsEnqueued: true } && IsInUse(filling) ? filling
            : null;
    }

    private async Task SettleAsync(UserId user, IDatabase database, IReadOnlyList<VectorSpace> spaces, CancellationToken cancellationToken)
    {
        var (serving, filling) = (Find(spaces, VectorSpaceState.Serving), Find(spaces, VectorSpaceState.Filling));
        if (serving is null)
        {
            await database.ExecuteAsync(New(VectorNamespace.Of(user), VectorSpaceState.Serving).Insert(), cancellationToken);
        }
        else if (IsInUse(serving))
        {
            // The settings are what they were before: what changed in the meantime went to the other one.
            await outbox.EnqueueAllAsync(user, cancellationToken);
            await database.ExecuteAsync(filling!.Retire(), cancellationToken);
        }
        else if (IsInUse(filling))
        {
            await outbox.EnqueueAllAsync(user, cancellationToken);
            await database.ExecuteAsync(filling!.MarkEnqueued(), cancellationToken);
        }
        else
        {
            var next = New(FreeName(user, spaces), VectorSpaceState.Filling);
            Log.Filling(logger, user.Value, next.Namespace.Name, serving.Namespace.Name);
            await database.ExecuteAsync(filling is null ? [next.Insert()] : [filling.Retire(), next.Insert()], cancellationToken);
        }
    }

    private VectorSpace New(VectorNamespace space, VectorSpaceState state) => new(space, stores.Current.Name, models.Current, state, IsEnqueued: false);

    // user_{key}@{model}, unless another store or another length of the same model has it.
    private VectorNamespace FreeName(UserId user, IReadOnlyList<VectorSpace> spaces)
    {
        var model = string.Concat(models.Current.Name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-'));
        var name = $"{VectorNamespace.Of(user).Name}@{model}";
        var free = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}")
            .First(candidate => spaces.All(space => space.Namespace.Name != candidate));
        return new VectorNamespace(user, free);
    }

    private async Task DeleteAsync(VectorSpace retired, IDatabase database, CancellationToken cancellationToken)
    {
        if (stores.Find(retired.Store) is { } store)
        {
            await store.DeleteNamespaceAsync(retired.Namespace, cancellationToken);
        }
        else
        {
            Log.LeftBehind(logger, retired.Namespace.Name, retired.Store);
        }

        await database.ExecuteAsync(retired.Delete(), cancellationToken);
    }
}

/// <summary>Log messages of the namespaces.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "User {User}: another embedding model or store is in use; {Namespace} is being filled while {Serving} serves")]
    public static partial void Filling(ILogger logger, string user, string @namespace, string serving);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Information, Message = "User {User}: {Namespace} serves")]
    public static partial void Switched(ILogger logger, string user, string @namespace);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "The namespace {Namespace} stays in {Store}, to which the settings no longer lead: it is no longer needed")]
    public static partial void LeftBehind(ILogger logger, string @namespace, string store);
}

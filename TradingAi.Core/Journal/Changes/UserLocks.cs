namespace TradingAi.Core.Journal.Changes;

/// <summary>
/// Lets one change of a user's journal in at a time within this process, so that a deletion never meets a change half way.
/// Between processes the data version decides.
/// </summary>
internal sealed class UserLocks : IDisposable
{
    // Users share a few locks; that two of them sometimes wait for each other costs milliseconds.
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the user's lock; disposing the answer leaves it.</summary>
    public async Task<IDisposable> EnterAsync(UserId user, CancellationToken cancellationToken)
    {
        var one = _locks[(uint)StringComparer.Ordinal.GetHashCode(user.Key) % _locks.Length];
        await one.WaitAsync(cancellationToken);
        return new Lease(one);
    }

    public void Dispose()
    {
        foreach (var one in _locks)
        {
            one.Dispose();
        }
    }

    private sealed class Lease(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}

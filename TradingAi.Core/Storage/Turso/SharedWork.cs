using System.Collections.Concurrent;

namespace TradingAi.Core.Storage.Turso;

/// <summary>
/// Work that all who ask for it at the same time share: none waits behind another's failure, and none can cancel it for the
/// others.
/// </summary>
internal sealed class SharedWork<TKey, TResult>(Func<TKey, Task<TResult>> work)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> _running = new();

    /// <summary>The result of the work that runs for this key, or of one that is started now.</summary>
    public Task<TResult> RunAsync(TKey key, CancellationToken cancellationToken) =>
        _running.GetOrAdd(key, static (key, self) => new(() => self.StartAsync(key)), this).Value.WaitAsync(cancellationToken);

    private async Task<TResult> StartAsync(TKey key)
    {
        try
        {
            return await work(key);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}

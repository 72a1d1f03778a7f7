namespace TradingAi.Core.Storage.Turso;

/// <summary>Repeats what another writer kept from happening, which it has not in part: for some seconds, at growing intervals.</summary>
internal sealed class BusyRetry(TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes the call until it is not refused as <see cref="TursoFailure.Busy"/>.</summary>
    /// <exception cref="TursoException">It failed otherwise, or was refused for too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var wait = s_firstWait; ; wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (TursoException error) when (error.Failure == TursoFailure.Busy && time.GetElapsedTime(started) < s_patience)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }
}

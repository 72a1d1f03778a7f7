using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>Records what was done, and goes on trying while the disk refuses: what is done must not be done again.</summary>
internal sealed class Recorder(DurableStore store, TimeProvider time, ILogger<Recorder> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <exception cref="OperationCanceledException">The host stopped first; the work is done again at the next start.</exception>
    public async Task<T> RecordAsync<T>(string instanceId, Func<Sql, Changes, T> work, CancellationToken stopping)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await store.WriteAsync(work);
            }
            catch (SqliteException exception)
            {
                Log.NotRecorded(logger, instanceId, pause.TotalSeconds, exception);
            }

            await Task.Delay(pause, time, stopping);
        }
    }
}

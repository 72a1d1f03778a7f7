using Microsoft.Extensions.Configuration;
using TradingAi.LocalHost.DurableTask.Engine.Scheduling;
using TradingAi.LocalHost.Hosting;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>The orchestrations' state, from the host's start to its end.</summary>
internal sealed class DurableStore(IConfiguration configuration, WorkQueues queues, EngineMetrics metrics) : IAsyncDisposable
{
    private DurableDatabase? _database;
    private WriteQueue? _writes;

    /// <summary>Opens the file in the data directory.</summary>
    /// <exception cref="HostStartException">It cannot be used; the message says why.</exception>
    public void Open()
    {
        _database = DurableDatabase.Open(configuration[HostSettings.DataDirectory]!);
        _writes = new WriteQueue(_database, queues.Announce, metrics);
        _writes.Start();
    }

    /// <summary>Runs queries over one consistent state.</summary>
    public T Read<T>(Func<Sql, T> queries) => Opened(_database).Read(queries);

    /// <inheritdoc cref="WriteQueue.RunAsync{T}"/>
    public Task<T> WriteAsync<T>(Func<Sql, Changes, T> work) => Opened(_writes).RunAsync(work);

    public async ValueTask DisposeAsync()
    {
        if (_writes is not null)
        {
            await _writes.DisposeAsync();
            _writes = null;
        }

        _database?.Dispose();
        _database = null;
    }

    private static T Opened<T>(T? part)
        where T : class
        => part ?? throw new InvalidOperationException("The durable task engine is not running: the host has not started, or has stopped.");
}

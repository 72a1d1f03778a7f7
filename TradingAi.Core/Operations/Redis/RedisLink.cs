using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Redis;

/// <summary>What became of a command.</summary>
/// <param name="Served">False where Redis is away, or none is configured: the caller does without.</param>
/// <param name="Result">The result where it was served.</param>
/// <typeparam name="T">What the command gives.</typeparam>
public readonly record struct RedisAnswer<T>(bool Served, T? Result);

/// <summary>
/// The process's one connection to Redis, made when first needed and remade by itself. Nothing waits longer than
/// <see cref="CacheOptions.RedisTimeoutMilliseconds"/> for Redis, and while it is known to be away nothing waits at all.
/// </summary>
public sealed class RedisLink : IAsyncDisposable
{
    /// <summary>What every key begins with.</summary>
    public const string KeyPrefix = "tradingai:";

    // A server that hangs costs every command its patience; it is asked again after a moment of rest.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ConfigurationOptions? _options;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisLink> _logger;
    private readonly Counter<long> _failures;
    private Task<ConnectionMultiplexer>? _connecting;
    private Task? _firstWait;
    private VendorCallResult? _last;
    private long _restsUntilTicks;

    /// <summary>Creates the instrument <c>tradingai.redis.failures</c>.</summary>
    public RedisLink(IOptions<CacheOptions> options, TimeProvider time, IMeterFactory meters, ILogger<RedisLink> logger)
    {
        _patience = TimeSpan.FromMilliseconds(options.Value.RedisTimeoutMilliseconds);
        _options = options.Value.UsesRedis && RedisAddress.TryParse(options.Value.RedisConnection, out var parsed) ? Tune(parsed, _patience) : null;
        _time = time;
        _logger = logger;
        _failures = meters.Create(VendorActivity.MeterName).CreateCounter<long>("tradingai.redis.failures", "{command}", "Commands that Redis did not serve.");
    }

    /// <summary>True where Redis is configured.</summary>
    public bool IsConfigured => _options is not null;

    /// <summary>How the last command went; null where there was none.</summary>
    public VendorCallResult? Last => Volatile.Read(ref _last);

    /// <summary>The connection, once there is one that serves; null while there is none.</summary>
    public async ValueTask<IConnectionMultiplexer?> ConnectAsync()
    {
        if (_options is null)
        {
            return null;
        }

        Task<ConnectionMultiplexer> connecting;
        Task wait;
        lock (_lock)
        {
            if (_connecting is null or { IsFaulted: true })
            {
                _connecting = ConnectionMultiplexer.ConnectAsync(_options);
            }

            connecting = _connecting;

            // Whoever comes while the first connection is made waits for it, once; later ones are made beside the requests.
            wait = _firstWait ??= Task.WhenAny(_connecting, Task.Delay(_patience, TimeProvider.System));
        }

        await wait;
        return connecting.IsCompletedSuccessfully && (await connecting).IsConnected ? await connecting : null;
    }

    /// <summary>Sends a command, unless Redis is away.</summary>
    public async ValueTask<RedisAnswer<T>> TryAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (_options is null || _time.GetUtcNow().UtcTicks < Interlocked.Read(ref _restsUntilTicks))
        {
            return default;
        }

        var started = _time.GetTimestamp();
        if (await ConnectAsync() is not { } connection)
        {
            NoteAway("not connected", started);
            return default;
        }

        try
        {
            var result = await command(connection.GetDatabase()).WaitAsync(_patience);
            NoteServed(started);
            return new(true, result);
        }
        catch (TimeoutException)
        {
            Interlocked.Exchange(ref _restsUntilTicks, (_time.GetUtcNow() + s_rest).UtcTicks);
            NoteAway("no answer in time", started);
        }
        catch (Exception error) when (error is RedisException or RedisCommandException or InvalidOperationException)
        {
            NoteAway(ReasonOf(error), started);
        }

        return default;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connecting is { } connecting)
        {
            await connecting.ContinueWith(task => task.IsCompletedSuccessfully ? task.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap();
        }
    }

    private static ConfigurationOptions Tune(ConfigurationOptions options, TimeSpan patience)
    {
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = 2_000;
        options.AsyncTimeout = options.SyncTimeout = (int)patience.TotalMilliseconds;
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ClientName = "tradingai";

        // One server, whose topology nobody announces.
        options.TieBreaker = "";
        options.ConfigurationChannel = "";
        return options;
    }

    // The messages of connection errors name hosts and settings; their kind says enough.
    private static string ReasonOf(Exception error) => error is RedisConnectionException lost ? lost.FailureType.ToString() : error.GetType().Name;

    private void NoteServed(long started)
    {
        var before = Interlocked.Exchange(ref _last, new VendorCallResult(_time.GetUtcNow(), _time.GetElapsedTime(started), null, null));
        if (before?.Failure is not null)
        {
            Log.RedisServesAgain(_logger);
        }
    }

    private void NoteAway(string reason, long started)
    {
        _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));
        var now = new VendorCallResult(_time.GetUtcNow(), _time.GetElapsedTime(started), VendorFailure.Unreachable, $"Redis does not serve: {reason}.");
        if (Interlocked.Exchange(ref _last, now) is not { Failure: not null })
        {
            Log.RedisAway(_logger, reason);
        }
    }
}

using System.Globalization;
using StackExchange.Redis;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations.Redis;

/// <summary>
/// Quotas of all instances together, counted by Redis on Redis's own clock. While it is away each instance counts for itself.
/// What an instance took and, having died, never settled leaves the count in the end.
/// </summary>
public sealed class RedisQuotaStore : IQuotaStore
{
    private static readonly TimeSpan s_longestFlight = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What both scripts begin with. KEYS: what is settled, by the instant at which it leaves; what is in flight, by the instant
    /// at which it is given up; the tokens of each, and of all as <c>held</c>. Instants are microseconds.
    /// </summary>
    private const string Preamble = """
        local settled, flight, tokens = KEYS[1], KEYS[2], KEYS[3]
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local function taken(lease) return tonumber(redis.call('HGET', tokens, lease) or '0') end
        local function hold(lease, count, before)
          redis.call('HSET', tokens, lease, count)
          redis.call('HINCRBY', tokens, 'held', count - before)
        end
        local function keep(window, longest)
          for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, math.ceil((2 * window + longest) / 1000)) end
        end

        """;

    private const string Take = Preamble + """
        local requests_limit, tokens_limit, window, wanted, lease, longest =
          tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6])
        for _, set in ipairs({settled, flight}) do
          for _, gone in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', now)) do
            redis.call('HINCRBY', tokens, 'held', 0 - taken(gone))
            redis.call('HDEL', tokens, gone)
            redis.call('ZREM', set, gone)
          end
        end

        local requests, held = redis.call('ZCARD', settled) + redis.call('ZCARD', flight), taken('held')
        local function fits()
          return (requests_limit <= 0 or requests < requests_limit)
            and (tokens_limit <= 0 or held + wanted <= tokens_limit or requests == 0)
        end
        if fits() then
          redis.call('ZADD', flight, now + window + longest, lease)
          hold(lease, wanted, 0)
          keep(window, longest)
          return 0
        end

        local leaving = redis.call('ZRANGE', settled, 0, -1, 'WITHSCORES')
        for i = 1, #leaving, 2 do
          requests, held = requests - 1, held - taken(leaving[i])
          if fits() then return math.max(1, tonumber(leaving[i + 1]) - now) end
        end
        return -1
        """;

    private const string Settle = Preamble + """
        local lease, count, window, longest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        if redis.call('HEXISTS', tokens, lease) == 0 then return 0 end
        if redis.call('ZREM', flight, lease) == 1 then redis.call('ZADD', settled, now + window, lease) end
        hold(lease, count, taken(lease))
        keep(window, longest)
        return 1
        """;

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly RedisLink _redis;
    private readonly MemoryQuotaStore _own;
    private readonly TimeSpan _longestFlight;

    /// <summary>Creates the store.</summary>
    /// <param name="redis">Redis.</param>
    /// <param name="time">The clock of this instance's own counting.</param>
    /// <param name="longestFlight">
    /// How long what was taken may stay unsettled before its window begins by itself; null takes five minutes, longer than any
    /// attempt of a call.
    /// </param>
    public RedisQuotaStore(RedisLink redis, TimeProvider time, TimeSpan? longestFlight = null) =>
        (_redis, _own, _longestFlight) = (redis, new MemoryQuotaStore(time), longestFlight ?? s_longestFlight);

    /// <inheritdoc/>
    public async ValueTask<QuotaAnswer> TryTakeAsync(string key, QuotaLimit limit, long tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var lease = "r" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var answer = await _redis.TryAsync(async database => (long)await database.ScriptEvaluateAsync(
            Take, KeysOf(key), [limit.Requests, limit.Tokens, Microseconds(limit.Window), tokens, lease, Microseconds(_longestFlight)]));
        return answer switch
        {
            { Served: false } => await _own.TryTakeAsync(key, limit, tokens, cancellationToken),
            { Result: 0 } => new QuotaAnswer(lease, TimeSpan.Zero),
            { Result: < 0 } => new QuotaAnswer(null, s_lookAgain),
            _ => new QuotaAnswer(null, TimeSpan.FromMicroseconds(answer.Result)),
        };
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(string key, QuotaLimit limit, string leaseId, long tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(leaseId);
        if (leaseId[0] != 'r')
        {
            await _own.SettleAsync(key, limit, leaseId, tokens, cancellationToken);
            return;
        }

        await _redis.TryAsync(database => database.ScriptEvaluateAsync(
            Settle, KeysOf(key), [leaseId, tokens, Microseconds(limit.Window), Microseconds(_longestFlight)]));
    }

    private static RedisKey[] KeysOf(string key)
    {
        var name = $"{RedisLink.KeyPrefix}quota:{{{key}}}";
        return [$"{name}:settled", $"{name}:flight", $"{name}:tokens"];
    }

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;
}

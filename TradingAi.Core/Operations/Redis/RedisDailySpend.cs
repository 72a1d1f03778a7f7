using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Costs;

namespace TradingAi.Core.Operations.Redis;

/// <summary>
/// What all instances together have spent. While Redis is away an instance knows its own part, and tells Redis of it
/// afterwards. Amounts are whole picodollars there: exact for every price with up to six decimals.
/// </summary>
internal sealed class RedisDailySpend(RedisLink redis) : IDailySpend
{
    private const decimal Picodollars = 1_000_000_000_000;
    private const string InAll = "all";

    private const string Add = """
        redis.call('HINCRBY', KEYS[1], 'all', ARGV[1])
        if ARGV[2] ~= '' then redis.call('HINCRBY', KEYS[1], ARGV[2], ARGV[1]) end
        return redis.call('EXPIRE', KEYS[1], 259200)
        """;

    private readonly MemoryDailySpend _own = new();
    private readonly ConcurrentDictionary<(DateOnly Day, string Field), decimal> _untold = new();

    public async ValueTask AddAsync(DateOnly day, UserId? user, decimal dollars, CancellationToken cancellationToken)
    {
        await _own.AddAsync(day, user, dollars, cancellationToken);
        Keep((day, FieldOf(user)), dollars);
        foreach (var amount in _untold.Keys)
        {
            if (_untold.TryRemove(amount, out var untold) && !await TellAsync(amount.Day, amount.Field, untold))
            {
                Keep(amount, untold);
                return;
            }
        }
    }

    public async ValueTask<Spent> ReadAsync(DateOnly day, UserId? user, CancellationToken cancellationToken)
    {
        var own = await _own.ReadAsync(day, user, cancellationToken);
        var read = await redis.TryAsync(database => database.HashGetAsync(KeyOf(day), [InAll, FieldOf(user)]));
        return read is { Served: true, Result: { } values }
            ? new Spent(user is null ? 0 : Math.Max(own.ByUser, Dollars(values[1])), Math.Max(own.InAll, Dollars(values[0])))
            : own;
    }

    private async ValueTask<bool> TellAsync(DateOnly day, string field, decimal dollars)
    {
        var told = await redis.TryAsync(database => database.ScriptEvaluateAsync(
            Add, [KeyOf(day)], [(long)decimal.Round(dollars * Picodollars), field]));
        return told.Served;
    }

    private void Keep((DateOnly Day, string Field) amount, decimal dollars) => _untold.AddOrUpdate(amount, dollars, (_, before) => before + dollars);

    private static RedisKey KeyOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}spend:{day:yyyy-MM-dd}");

    private static string FieldOf(UserId? user) => user is null ? "" : $"user:{user.Key}";

    private static decimal Dollars(RedisValue picodollars) => picodollars.IsNull ? 0 : (long)picodollars / Picodollars;
}

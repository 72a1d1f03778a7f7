using System.Globalization;
using StackExchange.Redis;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Operations.Redis;

/// <summary>Says who is the first to do something for a user on a UTC day, over all instances where Redis serves.</summary>
public sealed class DailyMarks(RedisLink redis, TimeProvider time)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(2);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _marked = new(StringComparer.Ordinal);
    private DateOnly _day;

    /// <summary>True for the first in this process; it costs nothing.</summary>
    public bool TryMarkHere(string what, UserId user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var today = Today;
        lock (_lock)
        {
            if (today != _day)
            {
                _marked.Clear();
                _day = today;
            }

            return _marked.Add($"{what}:{user.Key}");
        }
    }

    /// <summary>True for the first over all instances; also where Redis is away.</summary>
    public async ValueTask<bool> TryMarkAsync(string what, UserId user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var key = string.Create(CultureInfo.InvariantCulture, $"{RedisLink.KeyPrefix}mark:{what}:{Today:yyyy-MM-dd}:{user.Key}");
        var first = await redis.TryAsync(database => database.StringSetAsync(key, 1, s_kept, When.NotExists));
        return !first.Served || first.Result;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}

using TradingAi.Core.Journal;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What this process alone has spent. It holds one day: the latest that was added to.</summary>
internal sealed class MemoryDailySpend : IDailySpend
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, decimal> _byUser = new(StringComparer.Ordinal);
    private DateOnly _day;
    private decimal _inAll;

    public ValueTask AddAsync(DateOnly day, UserId? user, decimal dollars, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (day > _day)
            {
                _byUser.Clear();
                (_day, _inAll) = (day, 0);
            }

            if (day == _day)
            {
                _inAll += dollars;
                if (user is not null)
                {
                    _byUser[user.Key] = _byUser.GetValueOrDefault(user.Key) + dollars;
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<Spent> ReadAsync(DateOnly day, UserId? user, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(day == _day ? new Spent(user is null ? 0 : _byUser.GetValueOrDefault(user.Key), _inAll) : default);
        }
    }
}

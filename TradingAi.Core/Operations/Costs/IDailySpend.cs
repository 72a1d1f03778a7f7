using TradingAi.Core.Journal;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What was spent in a day, in US dollars.</summary>
/// <param name="ByUser">For the user asked about; 0 where none was.</param>
/// <param name="InAll">For all users and the service's own work.</param>
public readonly record struct Spent(decimal ByUser, decimal InAll);

/// <summary>Adds up what is spent, by user and UTC day. Days long past are forgotten.</summary>
public interface IDailySpend
{
    /// <summary>Adds to a day of a user, and of all.</summary>
    /// <param name="day">The UTC day.</param>
    /// <param name="user">Whose request it was for; null for none of a user's.</param>
    /// <param name="dollars">How much, more than 0.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask AddAsync(DateOnly day, UserId? user, decimal dollars, CancellationToken cancellationToken);

    /// <summary>What was spent in a day.</summary>
    ValueTask<Spent> ReadAsync(DateOnly day, UserId? user, CancellationToken cancellationToken);
}

using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights;

/// <summary>The insights of every type that each active user gets each day for the last 7 and 30 days.</summary>
public sealed class DailyInsights(InsightService insights)
{
    /// <summary>A user is active for this long after a change or a request of theirs.</summary>
    public static readonly TimeSpan ActiveFor = TimeSpan.FromDays(30);

    private static readonly TimeRangeName[] s_ranges = [TimeRangeName.Days7, TimeRangeName.Days30];

    /// <summary>Makes what is missing of one user's insights of a day; running it again adds nothing.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="day">The day, UTC, that the schedule ran for.</param>
    /// <param name="asOf">The present of that run.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task EnsureAsync(UserId user, DateOnly day, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"daily:{day:yyyy-MM-dd}");
        foreach (var range in s_ranges)
        {
            await insights.EnsureAsync(
                user, new TimeRange(range), InsightTypes.All, asOf, origin, reuse: false, cancellationToken);
        }
    }
}

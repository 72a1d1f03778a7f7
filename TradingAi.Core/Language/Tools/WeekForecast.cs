using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Statistics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Tools;

/// <summary>
/// Next week's result as a bootstrap: weeks of seven days drawn, with repetition, from the calendar days of the last ninety, days
/// without a closed trade counting as zero. Assumes that days do not depend on each other and that nothing changes.
/// </summary>
/// <param name="Median">The result that half of the drawn weeks exceed, in the account's currency.</param>
/// <param name="Low">The result that nine in ten exceed.</param>
/// <param name="High">The result that one in ten exceeds.</param>
/// <param name="TradingDays">Days with a closed trade among those drawn from.</param>
internal sealed record WeekForecast(decimal Median, decimal Low, decimal High, int TradingDays)
{
    /// <summary>How many days it draws from.</summary>
    public const int Days = 90;

    /// <summary>The fewest days with a closed trade from which anything can be said.</summary>
    public const int LeastDays = 20;

    private const int DaysOfWeek = 7;
    private const int Draws = 4_000;

    /// <summary>The forecast; null where the history is insufficient.</summary>
    public static WeekForecast? Of(JournalView view)
    {
        var since = view.Today.AddDays(-Days);
        List<Trade> recent = [.. view.Closed.Where(t => view.Date(t.ExitAt!.Value) is var day && day >= since && day < view.Today)];
        var daily = FigureCalculator.Daily(recent, view.Zone);
        if (daily.Count < LeastDays)
        {
            return null;
        }

        var results = new decimal[Days];
        for (var n = 0; n < daily.Count; n++)
        {
            results[n] = daily[n].Pnl;
        }

        var random = new SeededRandom(SeededRandom.SeedOf($"{view.Journal.Version}|{view.Today:O}"));
        var weeks = new decimal[Draws];
        for (var n = 0; n < Draws; n++)
        {
            for (var day = 0; day < DaysOfWeek; day++)
            {
                weeks[n] += results[random.Next(Days)];
            }
        }

        Array.Sort(weeks);
        return new WeekForecast(weeks[Draws / 2], weeks[Draws / 10], weeks[Draws - 1 - (Draws / 10)], daily.Count);
    }
}

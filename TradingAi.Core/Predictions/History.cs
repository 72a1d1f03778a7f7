using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Predictions;

/// <summary>How much history stands before a day, and whether anything can be predicted from it.</summary>
/// <param name="Days">Days since the first closed trade.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="RecentTradingDays">Days with a closed trade among the last 90.</param>
internal readonly record struct History(int Days, int Trades, int RecentTradingDays)
{
    /// <summary>The fewest days: four weeks show what differs between weeks.</summary>
    public const int LeastDays = 28;

    /// <summary>The fewest closed trades.</summary>
    public const int LeastTrades = 20;

    /// <summary>The fewest days with a closed trade among the last 90.</summary>
    public const int LeastTradingDays = 10;

    /// <summary>Whether all three are there.</summary>
    public bool IsSufficient => Days >= LeastDays && Trades >= LeastTrades && RecentTradingDays >= LeastTradingDays;

    /// <summary>The history before a day.</summary>
    public static History Of(DailySeries series, int end)
    {
        var recent = series.Trades.AsSpan(Math.Max(0, end - Bootstrapping.HorizonForecast.RecentDays)..end);
        var tradingDays = 0;
        foreach (var trades in recent)
        {
            tradingDays += trades > 0 ? 1 : 0;
        }

        return new History(end, series.Trades.Take(end).Sum(), tradingDays);
    }

    /// <summary>What is there and what is needed, in words.</summary>
    public override string ToString() =>
        $"There {(Trades == 1 ? "is" : "are")} {Wording.Count(Trades, "closed trade")} over {Wording.Count(Days, "day")}, {RecentTradingDays} of the last 90 days with a closed trade; "
        + $"a prediction needs {LeastTrades} closed trades, {LeastDays} days since the first, and {LeastTradingDays} days with a closed trade in the last 90.";
}

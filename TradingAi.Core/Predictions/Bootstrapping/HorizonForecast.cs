using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>
/// The distribution of the days ahead of one day of a series: a seasonal stationary block bootstrap (Politis and Romano 1994; Politis 2001) of
/// the last 90 days mixed with the whole history, widened by what a sample does not know of itself. Uses nothing of that day or after.
/// </summary>
internal sealed class HorizonForecast
{
    /// <summary>How many days are recent.</summary>
    public const int RecentDays = 90;

    private const int WeekDays = 7;

    // Of the order of the cube root of the recent days, which minimizes a block bootstrap's error (Künsch 1989).
    private const int MeanBlock = 3;

    private readonly double[] _pnl;
    private readonly int[] _trades;
    private readonly double[] _winRates;

    private HorizonForecast(double[] pnl, int[] trades, double[] winRates) => (_pnl, _trades, _winRates) = (pnl, trades, winRates);

    /// <summary>The weight of the last 90 days, ½–1.</summary>
    public required double RecentWeight { get; init; }

    /// <summary>Mean net P&amp;L.</summary>
    public required double ExpectedPnl { get; init; }

    /// <summary>Mean number of trades.</summary>
    public required double ExpectedTrades { get; init; }

    /// <summary>The chance that a trade wins.</summary>
    public required double ExpectedWinRate { get; init; }

    /// <summary>The share of draws above 0.</summary>
    public double ProbabilityOfProfit => (double)_pnl.Count(p => p > 0) / _pnl.Length;

    /// <summary>Draws the days from <paramref name="end"/> on.</summary>
    /// <param name="series">The series.</param>
    /// <param name="end">The first day ahead; only days before it are used.</param>
    /// <param name="horizon">How many days ahead.</param>
    /// <param name="draws">How many draws.</param>
    public static HorizonForecast Of(DailySeries series, int end, int horizon, int draws)
    {
        var past = Past.Of(series, end);
        var random = new SeededRandom(SeededRandom.SeedOf("prediction"));
        var blocks = new SeasonalBlocks(series, end, past.RecentStart);
        var drawn = new PeriodTotal[draws];
        for (var n = 0; n < draws; n++)
        {
            drawn[n] = blocks.Draw(horizon, isRecent: random.NextUnit() < past.RecentWeight, MeanBlock, ref random);
        }

        var (meanPnl, meanTrades) = (drawn.Average(d => d.Pnl), drawn.Average(d => (double)d.Trades));
        var winRate = meanTrades > 0 ? drawn.Average(d => (double)d.Wins) / meanTrades : 0;
        var (pnl, trades, winRates) = (new double[draws], new int[draws], new List<double>(draws));
        var weeks = (double)horizon / WeekDays;
        for (var n = 0; n < draws; n++)
        {
            var (made, count, wins) = drawn[n];
            pnl[n] = Spread(made, meanPnl, weeks * past.PnlError);
            trades[n] = (int)Math.Max(0, Math.Round(Spread(count, meanTrades, weeks * past.TradesError)));
            if (count > 0)
            {
                winRates.Add(Math.Clamp(Math.Round(Spread(wins, count * winRate, count * past.WinRateError)), 0, count) / count);
            }
        }

        Array.Sort(pnl);
        Array.Sort(trades);
        winRates.Sort();
        return new HorizonForecast(pnl, trades, [.. winRates])
        {
            RecentWeight = past.RecentWeight, ExpectedPnl = meanPnl, ExpectedTrades = meanTrades, ExpectedWinRate = winRate,
        };

        // A sample is narrower than what it was drawn from, and its mean is not the mean.
        double Spread(double value, double mean, double error) => mean + (past.Inflation * (value - mean)) + (error * random.NextNormal());
    }

    /// <summary>The equal-tailed interval of net P&amp;L.</summary>
    /// <param name="level">0.8 or 0.95.</param>
    public (double Low, double High) Pnl(double level) => Quantiles.Continuous(_pnl, level);

    /// <summary>The interval of the number of trades.</summary>
    public (int Low, int High) Trades(double level) => Quantiles.Discrete(_trades, level);

    /// <summary>The interval of the win rate; 0 to 1 where no draw has a trade.</summary>
    public (double Low, double High) WinRate(double level) => _winRates.Length == 0 ? (0, 1) : Quantiles.Discrete(_winRates, level);
}

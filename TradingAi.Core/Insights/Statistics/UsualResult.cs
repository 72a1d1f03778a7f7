using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Statistics;

/// <summary>
/// How large a result of such a trade usually is, win or loss: what makes results of a fund and of a weekly option, of
/// 20 shares and of 400, of an hour and of a month comparable. Without it, whatever is large or wild differs from the rest
/// in spread, and where the trader earns money on the whole in the mean too, though nothing is done better there.
/// <para>
/// The size of results is fitted in logs to asset, initial risk, notional and hold time, with an allowance for the symbol
/// that counts the more, the more trades it has. Only sizes of results enter, never their signs.
/// </para>
/// </summary>
internal static class UsualResult
{
    /// <summary>Results this many usual ones away from 0 or more count alike, so that a few wild trades decide nothing.</summary>
    public const double Cap = 2;

    // Results near 0 have logs without bound; a tenth of the median result is as near as it gets.
    private const double Nearest = 0.1;

    // A symbol's own allowance counts half from this many trades on.
    private const double HalfTrust = 10;

    private const int FewestToFit = 30;
    private const double LongestReach = 3;

    /// <summary>
    /// Each trade's net P&amp;L in multiples of the usual result of such a trade, capped; half of all results lie within
    /// −1 and 1.
    /// </summary>
    public static double[] Scores(IReadOnlyList<Trade> trades, IReadOnlyList<double> pnl)
    {
        var median = Median(pnl.Where(p => p != 0).Select(Math.Abs));
        if (median == 0)
        {
            return new double[trades.Count];
        }

        var logs = pnl.Select(p => Math.Log(Math.Max(Math.Abs(p) / median, Nearest))).ToArray();
        var usual = trades.Count < FewestToFit ? new double[trades.Count] : Fitted(trades, logs);
        var scaled = usual.Select((u, n) => pnl[n] / median / Math.Exp(Math.Clamp(u, -LongestReach, LongestReach))).ToArray();
        var typical = Median(scaled.Where(s => s != 0).Select(Math.Abs));
        return [.. scaled.Select(s => Math.Clamp(s / typical, -Cap, Cap))];
    }

    private static double[] Fitted(IReadOnlyList<Trade> trades, double[] logs)
    {
        var isOption = trades.Select(t => t.Asset == Asset.Option ? 1.0 : 0).ToArray();
        var riskUnknown = trades.Select(t => t.InitialRisk is null ? 1.0 : 0).ToArray();
        List<double[]> columns =
        [
            [.. logs.Select(_ => 1.0)],
            isOption,
            riskUnknown,
            Centred(trades, t => (double?)t.InitialRisk),
            Centred(trades, t => (double)t.Notional),
            Centred(trades, t => t.HoldTime!.Value.TotalHours + (1.0 / 60)),
        ];
        var fit = LeastSquares.Fit(columns, logs);
        var fitted = Enumerable.Range(0, logs.Length).Select(n => columns.Select((c, k) => fit.Coefficients[k] * c[n]).Sum()).ToArray();
        foreach (var symbol in Enumerable.Range(0, logs.Length).GroupBy(n => (trades[n].Symbol, trades[n].Asset)).Select(g => g.ToList()))
        {
            var allowance = symbol.Sum(n => logs[n] - fitted[n]) / (symbol.Count + HalfTrust);
            symbol.ForEach(n => fitted[n] += allowance);
        }

        return fitted;
    }

    // Logs of an amount less their mean over the same asset: free of the currency. 0 where the amount is unknown.
    private static double[] Centred(IReadOnlyList<Trade> trades, Func<Trade, double?> amount)
    {
        var logs = trades.Select(t => amount(t) is { } a and > 0 ? Math.Log(a) : (double?)null).ToArray();
        var means = Enumerable.Range(0, logs.Length).Where(n => logs[n] is not null).GroupBy(n => trades[n].Asset)
            .ToDictionary(g => g.Key, g => g.Average(n => logs[n]!.Value));
        return [.. logs.Select((l, n) => l is { } log ? log - means[trades[n].Asset] : 0)];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}

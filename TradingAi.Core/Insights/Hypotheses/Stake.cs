using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// How large a trade was against the trader's usual size: its initial risk over the median one of the same asset or, where
/// no risk is known, its notional over the median notional. Risk comes first because a trade that is meant to last minutes
/// is larger in notional for the same risk.
/// </summary>
internal static class Stake
{
    /// <summary>Each trade's stake, 1 for the usual one.</summary>
    public static double[] Of(TradeSample sample)
    {
        var notional = OfNotional(sample, t => t.Asset);
        var usual = Medians(sample.Trades.Where(t => t.InitialRisk > 0).Select(t => (t.Asset, t.InitialRisk!.Value)));
        return [.. sample.Trades.Select((t, n) => t.InitialRisk is { } risk and > 0 ? (double)(risk / usual[t.Asset]) : notional[n])];
    }

    /// <summary>Each trade's notional over the median notional of the range's trades of the same group.</summary>
    public static double[] OfNotional<T>(TradeSample sample, Func<Trade, T> group)
        where T : notnull
    {
        var usual = Medians(sample.Trades.Select(t => (group(t), t.Notional)));
        return [.. sample.Trades.Select(t => usual[group(t)] is > 0 and var u ? (double)(t.Notional / u) : 1)];
    }

    private static Dictionary<T, decimal> Medians<T>(IEnumerable<(T Key, decimal Value)> values)
        where T : notnull =>
        values.GroupBy(v => v.Key, v => v.Value).ToDictionary(g => g.Key, g => g.Order().ElementAt(g.Count() / 2));
}

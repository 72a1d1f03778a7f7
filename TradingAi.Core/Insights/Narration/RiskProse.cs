using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>Risk in prose, from the figures that the analytics route answers.</summary>
internal static class RiskProse
{
    private const int MostFactors = 2;
    private const int RiskScoreScale = 100;

    // Two decimals hold no less.
    private const double SmallestFactor = 0.005;

    /// <summary>What closed trades tell of risk, and what is open.</summary>
    public static IEnumerable<string> Of(TradeSample sample, Figures figures, Wording words)
    {
        if (sample.Trades is [var only])
        {
            if (only.R is { } r)
            {
                yield return $"It had {words.Money(only.InitialRisk!.Value)} at risk and came to {Wording.Number((double)r)}R.";
            }
        }
        else
        {
            yield return Falls(figures, words);
            if (figures.ValueAtRisk95 is > 0 and var risk && figures.ExpectedShortfall95 is { } shortfall)
            {
                var (least, mean) = (words.Money(risk), words.Money(shortfall));
                yield return $"One trading day in twenty lost {least} or more{(mean == least ? "" : $", {mean} on average on such days")}.";
            }

            if (Stops(sample.Trades, words) is { } stops)
            {
                yield return stops;
            }

            var overrun = RiskOverrun.Of(sample.Trades).Trades;
            if (overrun.Count > 0)
            {
                var lost = words.Money(overrun.Sum(t => t.NetPnl!.Value));
                yield return overrun.Count == 1
                    ? $"1 trade lost more than its initial risk, commissions included: {lost}."
                    : $"{Wording.Count(overrun.Count, "trade")} lost more than their initial risk, commissions included: {lost} together.";
            }
        }

        var computed = RiskCalculator.Compute(sample.Trades, sample.Journal, sample.AsOf);
        foreach (var sentence in new[] { Curve(computed, words), Open(computed.Open, words) }.OfType<string>())
        {
            yield return sentence;
        }
    }

    /// <summary>What is open and how it is spread; null where nothing is.</summary>
    public static string? Open(Exposure open, Wording words)
    {
        if (open.Positions == 0)
        {
            return null;
        }

        var spread = (open.LargestSymbol, open.LargestShare, open.HerfindahlIndex) switch
        {
            (null, _, _) or (_, null, _) or (_, _, null) => "",
            ({ } symbol, >= 1, _) => $", all of it in {Wording.Name(symbol)}",
            ({ } symbol, { } share, { } index) => $", {Wording.Rate(share)} of it in {Wording.Name(symbol)}; Herfindahl's index of concentration is {Wording.Number(index)}",
        };
        return $"{Wording.Count(open.Positions, "trade")} {(open.Positions == 1 ? "is" : "are")} open, for {words.Money(open.GrossNotional)} at entry prices{spread}.";
    }

    /// <summary>The score and what it comes from most.</summary>
    public static string Score(RiskFigures risk)
    {
        var largest = risk.RiskFactors.Where(f => f.Value >= SmallestFactor).OrderByDescending(f => f.Value).Take(MostFactors).ToList();
        var factors = string.Join(" and ", largest.Select((f, n) => $"{f.Name.Replace('_', ' ')} ({Wording.Number(f.Value)}{(n == 0 ? " of 1" : "")})"));
        return $"the risk score of the whole journal stands at {Points(risk.RiskScore, risk.RiskScoreKnown)}"
            + (largest.Count == 0 ? "" : $", {(risk.RiskScoreKnown < RiskScoreScale ? "and " : "")}with {factors} as its largest factor{(largest.Count == 1 ? "" : "s")}");
    }

    /// <summary>A risk score beside what is known of it: <c>31 of 100</c>, <c>0 of 100, with only 50 of its 100 points known</c>.</summary>
    public static string Points(int score, int known) =>
        $"{score} of {RiskScoreScale}" + (known < RiskScoreScale ? $", with only {known} of its {RiskScoreScale} points known" : "");

    private static string Falls(Figures figures, Wording words)
    {
        var span = figures.MaxDrawdownDays == 0 ? "within a day" : $"over {Wording.Count(figures.MaxDrawdownDays, "day")}";
        var fall = figures.MaxDrawdown > 0
            ? $"The equity curve fell {words.Money(figures.MaxDrawdown)} below its peak at most, {span}"
            : $"The equity curve never fell below its peak on the way to {words.Money(figures.NetPnl)} net";
        return fall + (figures.LargestLoss is { } largest ? $"; the largest single loss was {words.Money(largest)}." : ".");
    }

    private static string? Stops(IReadOnlyList<Trade> trades, Wording words)
    {
        var stocks = trades.Where(t => t.Asset == Asset.Stock).ToList();
        var (with, without) = (stocks.Where(t => t.StopLoss is not null).ToList(), stocks.Where(t => t.StopLoss is null).ToList());
        return (with.Count, without.Count) switch
        {
            (0, 0) => null,
            (_, 0) => $"A stop stood on {(with.Count == 1 ? "the one stock trade" : $"all {Wording.Count(with.Count, "stock trade")}")}, for {Sum(with)}.",
            (0, _) => $"No stop stood on {(without.Count == 1 ? "the one stock trade" : $"any of the {Wording.Count(without.Count, "stock trade")}")}, for {Sum(without)}.",
            _ => $"A stop stood on {Wording.Count(with.Count)} of {Wording.Count(stocks.Count, "stock trade")}, for {Sum(with)}; the {(without.Count == 1 ? "one" : Wording.Count(without.Count))} without made {Sum(without)}.",
        };

        string Sum(List<Trade> some) => words.Money(some.Sum(t => t.NetPnl!.Value));
    }

    private static string? Curve(RiskFigures risk, Wording words)
    {
        List<string> figures = [.. Parts()];
        return figures.Count == 0 && risk.RiskScore == 0 ? null : Capital(Listed([.. figures, Score(risk)]));

        IEnumerable<string> Parts()
        {
            if (risk is { UlcerIndex: > 0 and var ulcer, RecoveryFactor: { } recovery })
            {
                yield return $"the ulcer index is {words.Money(ulcer)}";
                yield return $"the recovery factor {Wording.Number(recovery)}";
            }

            if (risk.RiskOfRuin is { LossLimit: { } limit } ruin)
            {
                yield return $"the risk of ruin {Wording.Rate(ruin.Probability)} (a fall of {words.Money(limit)} within {RuinRisk.NextTrades} such trades)";
            }
        }
    }

    private static string Listed(List<string> parts) =>
        (parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])}, and {parts[^1]}") + ".";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

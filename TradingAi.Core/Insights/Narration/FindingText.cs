using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Hypotheses;

namespace TradingAi.Core.Insights.Narration;

/// <summary>One finding, and what it was worth, in a sentence each.</summary>
internal static class FindingText
{
    // Four decimals hold no less; 0.0000 would say that chance is impossible.
    private const double SmallestShown = 0.0001;

    /// <summary>The finding.</summary>
    public static string Of(Contrast contrast, TradeSample sample, double q, double low, double high)
    {
        var words = new Wording(sample.Journal);
        var (side, label) = (Wording.Count(contrast.Side.Length, "trade"), contrast.Label);
        var rest = contrast.RestLabel is { } others ? $"{Wording.Count(contrast.Rest.Length, "trade")} {others}" : Wording.Count(contrast.Rest.Length, "other");
        var certainty = Certainty("q", q);
        switch (contrast.Measure)
        {
            case Measure.HoldHours:
                var (losers, winners) = Wording.Hours(Hours(contrast.Side), Hours(contrast.Rest));
                return $"The {side} {label} were held {losers} on average, the {Wording.Count(contrast.Rest.Length, "winner")} {winners} ({certainty}).";
            case Measure.Share:
                return $"Of your {Wording.Count(contrast.Trials)} {contrast.TrialsLabel}, {Wording.Count(contrast.Side.Length)} ({Wording.Rate((double)contrast.Side.Length / contrast.Trials)}) were trades {label}, "
                    + $"at {words.Money(contrast.Side.Average(n => sample.Pnl[n]))} on average ({certainty}).";
            case Measure.Size:
                return $"The {side} {label} were {Size(contrast.Side)} times the usual size on average, the {rest} {Size(contrast.Rest)} times ({certainty}).";
            default:
                var difference = contrast.Side.Average(n => sample.Pnl[n]) - contrast.Rest.Average(n => sample.Pnl[n]);
                return $"The {side} {label} {Result(contrast.Side)}, the {rest} {Result(contrast.Rest)}: "
                    + $"{words.Money(difference)} a trade apart (95% interval {words.Money(low)} to {words.Money(high)}, {certainty}){(low <= 0 && high >= 0 ? "; the interval holds 0, so the usual result differs but the amount may not" : "")}{Caveat(contrast)}.";
        }

        double Hours(int[] trades) => trades.Average(n => sample.Trades[n].HoldTime!.Value.TotalHours);
        string Size(int[] trades)
        {
            var sizes = Stake.Of(sample);
            return Wording.Number(trades.Average(n => sizes[n]));
        }

        string Result(int[] trades) =>
            $"won {Wording.Rate((double)trades.Count(n => sample.Pnl[n] > 0) / trades.Length)} and averaged {words.Money(trades.Average(n => sample.Pnl[n]))}";
    }

    /// <summary>What the range would have come to without the trades of a finding.</summary>
    public static string Worth(Contrast contrast, int leftOut, WorthFigures actual, WorthFigures without, Wording words)
    {
        var rates = actual is { WinRate: { } before } && without is { WinRate: { } after }
            ? $", with a win rate of {Wording.Rate(after)} in place of {Wording.Rate(before)}"
            : "";
        return $"{(contrast.Hindsight ? "In hindsight: without" : "Without")} the {Wording.Count(leftOut, "trade")} {contrast.LeftOutLabel ?? contrast.Label}, the {Wording.Count(without.TradeCount, "trade")} left "
            + $"made {words.Money(without.NetPnl)} in place of {words.Money(actual.NetPnl)}{rates}.";
    }

    /// <summary>A p-value or a corrected one as prose gives it, such as <c>q = 0.0024</c> or <c>p &lt; 0.0001</c>.</summary>
    public static string Certainty(string name, double value) =>
        value < SmallestShown ? $"{name} < 0.0001" : $"{name} = {value.ToString(value < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture)}";

    // Stops and targets alone make hold times and results hang together.
    private static string Caveat(Contrast contrast) =>
        contrast.Dimension == GroupDimensions.NameOf(GroupDimension.Hold) ? "; results also decide how long a trade is held, so this is no ground to hold longer or shorter" : "";
}

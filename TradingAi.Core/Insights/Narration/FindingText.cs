using System.Globalization;
using TradingAi.Core.Insights.Hypotheses;

namespace TradingAi.Core.Insights.Narration;

/// <summary>One finding, and what to do about it, in a sentence each.</summary>
internal static class FindingText
{
    /// <summary>The finding.</summary>
    public static string Of(Contrast contrast, TradeSample sample, double q, double low, double high)
    {
        var words = new Wording(sample.Journal);
        var (side, rest) = (Wording.Count(contrast.Side.Length, "trade"), Wording.Count(contrast.Rest.Length, "other"));
        var label = contrast.Label;
        var certainty = $"q = {Q(q)}";
        switch (contrast.Measure)
        {
            case Measure.HoldHours:
                return $"The {side} {label} were held {Hours(contrast.Side)} on average, the {Wording.Count(contrast.Rest.Length, "winner")} {Hours(contrast.Rest)} ({certainty}).";
            case Measure.Size:
                return $"The {side} {label} were {Size(contrast.Side)} times the usual size on average, the {rest} {Size(contrast.Rest)} times ({certainty}).";
            default:
                var difference = contrast.Side.Average(n => sample.Pnl[n]) - contrast.Rest.Average(n => sample.Pnl[n]);
                return $"The {side} {label} {Result(contrast.Side)}, the {rest} {Result(contrast.Rest)}: "
                    + $"{words.Money(difference)} a trade apart (95% interval {words.Money(low)} to {words.Money(high)}, {certainty}).";
        }

        string Hours(int[] trades) => Wording.Hours(trades.Average(n => sample.Trades[n].HoldTime!.Value.TotalHours));
        string Size(int[] trades)
        {
            var sizes = PositionSize.RelativeTo(sample);
            return Wording.Number(trades.Average(n => sizes[n]));
        }

        string Result(int[] trades) =>
            $"won {Wording.Rate((double)trades.Count(n => sample.Pnl[n] > 0) / trades.Length)} and averaged {words.Money(trades.Average(n => sample.Pnl[n]))}";
    }

    /// <summary>What follows from a finding, without a promise.</summary>
    public static string Recommendation(Discovery discovery, TradeSample sample)
    {
        var words = new Wording(sample.Journal);
        var contrast = discovery.Contrast;
        var label = contrast.Label;
        var trades = Wording.Count(contrast.Side.Length, "trade");
        var together = words.Money(contrast.Side.Sum(n => sample.Trades[n].NetPnl!.Value));
        return (contrast.Measure, discovery.Finding.Direction) switch
        {
            (Measure.HoldHours, "negative") =>
                $"Decide before the entry when a losing trade is closed, since your {trades} {label} stayed open {Wording.Hours(discovery.Finding.Effect)} longer than the winners and made {together} together.",
            (Measure.HoldHours, _) =>
                $"Check that the stops are not too tight: your {trades} {label}, {together} together, were closed {Wording.Hours(-discovery.Finding.Effect)} sooner than the winners.",
            (Measure.Size, "negative") =>
                $"Fix the size of the next trade before the session starts: the {trades} {label} were {Wording.Number(discovery.Finding.Effect)} times the usual size larger than the others and made {together} together.",
            (Measure.Size, _) =>
                $"Keep to the smaller size of the {trades} {label}, which made {together} together.",
            (_, "negative") =>
                $"Review the {trades} {label}, which made {together} together, and stand aside or trade half the size there until you know why.",
            _ =>
                $"Write down what the {trades} {label}, which made {together} together, have in common, and look for it before the next entry.",
        };
    }

    /// <summary>What the range would have come to without the trades of a finding.</summary>
    public static string Worth(Contrast contrast, int leftOut, WorthFigures actual, WorthFigures without, Wording words)
    {
        var rates = actual is { WinRate: { } before } && without is { WinRate: { } after }
            ? $" and a win rate of {Wording.Rate(after)} instead of {Wording.Rate(before)}"
            : "";
        return $"Without the {Wording.Count(leftOut, "trade")} {contrast.LeftOutLabel ?? contrast.Label}, the other "
            + $"{Wording.Count(without.TradeCount, "trade")} made {words.Money(without.NetPnl)} in place of {words.Money(actual.NetPnl)}{rates}.";
    }

    /// <summary>A q-value as prose gives it.</summary>
    public static string Q(double q) => q.ToString(q < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);
}

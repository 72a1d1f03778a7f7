using System.Globalization;
using TradingAi.Core.Insights.Hypotheses;

namespace TradingAi.Core.Insights.Narration;

/// <summary>One finding, what it was worth, and what to do about it, in a sentence each.</summary>
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
            case Measure.Share:
                return $"Of your {Count(contrast.Trials)} {contrast.TrialsLabel}, {Count(contrast.Side.Length)} ({Wording.Rate((double)contrast.Side.Length / contrast.Trials)}) were trades {label}, "
                    + $"at {words.Money(contrast.Side.Average(n => sample.Pnl[n]))} on average ({certainty}).";
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
        return $"Without the {Wording.Count(leftOut, "trade")} {contrast.LeftOutLabel ?? contrast.Label}, the other "
            + $"{Wording.Count(without.TradeCount, "trade")} made {words.Money(without.NetPnl)} in place of {words.Money(actual.NetPnl)}{rates}.";
    }

    /// <summary>What follows from a finding, without a promise.</summary>
    public static string Recommendation(Discovery discovery, TradeSample sample)
    {
        var words = new Wording(sample.Journal);
        var (finding, contrast) = (discovery.Finding, discovery.Contrast);
        var together = words.Money(contrast.Side.Sum(n => sample.Trades[n].NetPnl!.Value));
        var trades = $"the {Wording.Count(contrast.Side.Length, "trade")} {contrast.Label}";
        var made = $"{trades} made {together} together";
        var name = Wording.Name(finding.Key);
        var share = $"{Count(contrast.Side.Length)} of your {Count(contrast.Trials)} {contrast.TrialsLabel}";
        return (finding.Dimension, finding.Direction) switch
        {
            ("hold_time", _) =>
                $"Decide before the entry when a losing trade is closed: {trades} stayed open {Wording.Hours(finding.Effect)} longer than the winners and made {together} together.",
            ("size_after_loss", _) =>
                $"Fix the size of the next trade before the session starts: {trades} were larger than the others by {Wording.Number(finding.Effect)} times the usual size and made {together} together.",
            ("hold", "negative") => $"Ask of each open position that gets there whether you would open it again: {made}.",
            ("hold", _) => $"Compare the exits of {trades}, which made {together} together, with those that came later or sooner.",
            ("stop_overrun", _) => $"Place the stop as an order at the broker, since {share} lost more than 1.5 times the distance to it, {together} together.",
            ("cut_winners", _) => $"Write the target beside the entry and leave a part on until it is reached: {share} won less than half of what a usual loss costs in R, {together} together.",
            ("commissions", _) => $"Compare what brokers charge for such trades, since on {share} commissions were over a quarter of the gross result.",
            ("revenge", "negative") => $"Leave the desk after such a loss and set a timer before the next entry: {made}.",
            ("trades_a_day", "negative") => $"Set the most entries for a day before it starts, and stop there: {made}.",
            ("streak", "negative") => $"Halve the size once such a run has started, until you have read through it: {made}.",
            ("size", "negative") => $"Write down the most that one trade may put at stake, and check it before each entry: {made}.",
            ("averaging_down", "negative") => $"Settle before the entry whether and where a position may be added to: {made}.",
            ("concentration", "negative") => $"Settle how much of the open money one symbol may hold before you add to it: {made}.",
            ("stop", "negative") => $"Enter the stop together with the order: {made}.",
            ("rule_compliance", "negative") => $"Name the playbook before the entry, and pass where there is none: {made}.",
            ("mistake", _) => $"Read through {trades}, {together} together, and write the rule that each one broke.",
            ("symbol", "negative") => $"Take {name} off your list until you have written down what you would do differently there: {made}.",
            ("symbol", _) => $"Look at {name} first, and write down what makes you enter it: {made}.",
            ("playbook", "negative") => $"Rewrite the rules of {name} and replay its trades before it is traded again: {made}.",
            ("playbook", _) => $"Look for the setup of {name} before any other: {made}.",
            ("weekday" or "weekday+daytime", "negative") => $"Stand aside on {name}s for a month, or trade half the size then: {made}.",
            ("hour", "negative") => $"Open nothing between {name}:00 and {name}:59 for a month, or half the size: {made}.",
            ("tag", "negative") => $"Ask for one more reason before a trade that you would tag {name}: {made}.",
            ("strategy_type", "negative") => $"Put the strategy {name} aside until you know what it needs: {made}.",
            (_, "negative") => $"Review {trades}, which made {together} together, and stand aside or trade half the size there until you know why.",
            _ => $"Write down what {trades}, which made {together} together, have in common, and look for it before the next entry.",
        };
    }

    /// <summary>A q-value as prose gives it.</summary>
    public static string Q(double q) => q.ToString(q < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => Wording.Number(count, 0);
}

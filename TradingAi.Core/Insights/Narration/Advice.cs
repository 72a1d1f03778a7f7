using TradingAi.Core.Insights.Hypotheses;

namespace TradingAi.Core.Insights.Narration;

/// <summary>What a finding asks the trader to do, in one sentence with the money that speaks for it; never a promise.</summary>
internal static class Advice
{
    /// <summary>
    /// The advice; null where none follows: a hold time hangs together with the result, whichever came first; what went well at
    /// more risk is no reason to take more; an amount that may as well be 0 is no ground to change anything; and trades that did worse than others but made money are none to give up, nor those
    /// that did better but lost to seek.
    /// </summary>
    public static string? Of(Discovery discovery, TradeSample sample)
    {
        var (finding, contrast) = (discovery.Finding, discovery.Contrast);
        var sum = contrast.Side.Sum(n => sample.Trades[n].NetPnl!.Value);
        var speaksFor = finding.Direction == "negative" ? sum < 0 : sum > 0;
        if (contrast.Measure == Measure.Pnl && finding.ConfidenceInterval is [<= 0, >= 0])
        {
            return null;
        }

        if (!speaksFor && contrast.Measure is Measure.Pnl or Measure.Size)
        {
            return null;
        }

        var together = new Wording(sample.Journal).Money(sum);
        var trades = $"the {Wording.Count(contrast.Side.Length, "trade")} {contrast.Label}";
        var made = $"{trades} made {together} together";
        var told = $"T{made[1..]}"; // for advice that speaks of what the label names
        var name = Wording.Name(finding.Key);
        var share = $"{Wording.Count(contrast.Side.Length)} of your {Wording.Count(contrast.Trials)} {contrast.TrialsLabel}";
        return (finding.Dimension, finding.Direction) switch
        {
            ("hold", _) => null,
            ("averaging_down" or "concentration" or "size" or "stop" or "streak" or "trades_a_day", "positive") => null,
            ("hold_time", _) =>
                $"Decide before the entry when a losing trade is closed: {trades} stayed open {Wording.Hours(finding.Effect)} longer than the winners on average.",
            ("size_after_loss", _) =>
                $"Fix the size of the next trade before the session starts: {trades} were larger than the others by {Wording.Number(finding.Effect)} times the usual size and made {together} together.",
            ("stop_overrun", _) => $"Place the stop as an order at the broker, since {share} lost more than 1.5 times the distance to it, {together} together.",
            ("cut_winners", _) => $"Write the target beside the entry and leave a part on until it is reached: {share} won less than half of what a usual loss costs in R, {together} together.",
            ("commissions", _) => $"Compare what brokers charge for such trades, since on {share} commissions were over a quarter of the gross result.",
            ("revenge", "negative") => $"{told}: leave the desk after such a loss, and set a timer before the next entry.",
            ("trades_a_day", "negative") => $"Set the most entries for a day before it starts, and stop there: {made}.",
            ("streak", "negative") => $"{told}: halve the size once such a run has started, until it ends.",
            ("size", "negative") => $"Write down the most that one trade may put at stake, and check it before each entry: {made}.",
            ("averaging_down", "negative") => $"Settle before the entry whether and where a position may be added to: {made}.",
            ("concentration", "negative") => $"Settle how much of the open money one symbol may hold before you add to it: {made}.",
            ("stop", "negative") => $"Enter the stop together with the order: {made}.",
            ("rule_compliance", "negative") => $"Name the playbook before the entry, and pass where there is none: {made}.",
            ("mistake", "negative") => $"Read through {trades}, {together} together, and write the rule that each one broke.",
            ("mistake", _) => null,
            ("period", _) => $"Compare {trades} with those before, and write down what changed: they made {together} together.",
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
}

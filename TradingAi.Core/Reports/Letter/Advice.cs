using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Reports.Letter;

/// <summary>What a trader can do about a habit, as a clause that its evidence follows. Never a promise, never a trade to make.</summary>
internal static class Advice
{
    /// <summary>The clause; null where the finding's own recommendation says it as well.</summary>
    public static string? For(Habit habit)
    {
        var finding = habit.Discovery.Finding;
        var name = Wording.Name(finding.Key);
        if (habit.Discovery.Contrast.Measure != Measure.Pnl)
        {
            return null;
        }

        return (finding.Dimension, habit.IsCostly) switch
        {
            ("revenge", true) => "After a loss, stay out until half an hour has passed and the next setup is written down",
            ("symbol", true) => $"Take {name} off your list until you have written down what you would do differently there",
            ("symbol", false) => $"Look at {name} first, and write down what makes you enter it",
            ("playbook", true) => $"Stop trading the playbook {name} until its rules are rewritten, and replay its trades while you do",
            ("playbook", false) => $"Look for the setup of the playbook {name} before any other",
            ("weekday" or "weekday+daytime", true) => $"Stand aside on {name}s for a month, or trade half the size then",
            ("weekday" or "weekday+daytime", false) => $"Come to {name}s prepared",
            ("hour", true) => $"Open nothing between {name}:00 and {name}:59 for a month, or half the size",
            ("tag", true) => $"Ask for one more reason before a trade that you would tag {name}",
            ("strategy_type", true) => $"Put the strategy {name} aside until you know what it needs",
            ("size" or "size_after_loss", true) => "Fix the largest size before the session and keep to it",
            ("trades_a_day", true) => "End the day at your usual number of trades",
            ("stop", true) => "Write the stop down with the entry",
            ("streak", true) => "Halve the size after a run of losses until a trade has worked",
            _ => null,
        };
    }
}

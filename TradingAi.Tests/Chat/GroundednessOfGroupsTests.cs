using System.Text.Json.Nodes;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

/// <summary>A number is supported only as that of the group of trades that it is said of.</summary>
public sealed class GroundednessOfGroupsTests
{
    private static readonly Grounding s_supplied = new()
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "",
        Symbols = new HashSet<string> { "NVDA", "TSLA", "AMD" },
        Titles = new Dictionary<string, string> { ["stock:7"] = "long AMD stock, closed 6 February 2026" },
        Facts =
        [
            Fact("F1", "win_rate", 0.58, "fraction", ("direction", "long")),
            Fact("F2", "win_rate", 0.41, "fraction", ("direction", "short")),
            Fact("F3", "trade_count", 120, "trades", ("direction", "long")),
            Fact("F4", "trade_count", 75, "trades", ("direction", "short")),
            Fact("F5", "net_pnl", 640, "currency", ("asset", "stock")),
            Fact("F6", "net_pnl", -310, "currency", ("asset", "option")),
            Fact("F7", "net_pnl", 905, "currency", ("playbook", "Gap Fade")),
            Fact("F8", "net_pnl", 217, "currency", ("playbook", "Trend Pullback")),
            Fact("F9", "expectancy", 33, "currency", ("tag", "fomo")),
            Fact("F10", "expectancy", 88, "currency", ("tag", "patient")),
            Fact("F11", "net_pnl", 450, "currency", ("weekday", "Monday")),
            Fact("F12", "net_pnl", 720, "currency", ("weekday", "Friday")),
            Fact("F13", "net_pnl", 333, "currency", ("hour", "10")),
            Fact("F14", "net_pnl", 444, "currency", ("hour", "14")),
            Fact("F15", "net_pnl", 610, "currency", ("range", "2026-05-01..2026-05-31 (in May 2026)")),
            Fact("F16", "net_pnl", 830, "currency", ("range", "2026-06-01..2026-06-30 (in June 2026)")),
            Fact("F17", "net_pnl", 512, "currency", ("option_type", "CALL")),
            Fact("F18", "net_pnl", 128, "currency", ("option_type", "PUT")),
            Fact("F19", "win_rate", 0.52, "fraction"),
            Fact("F20", "trade_count", 195, "trades"),
            Fact("F21", "net_pnl", 1500, "currency", ("symbol", "AMD"), ("direction", "long")),
            Fact("F22", "net_pnl", 260, "currency", ("symbol", "NVDA")),
            Fact("F23", "net_pnl", 370, "currency", ("symbol", "TSLA")),
            Fact("F24", "average_hold_hours", 5, "hours", ("result", "win")),
            Fact("F25", "average_hold_hours", 9, "hours", ("result", "loss")),
            Fact("F26", "net_pnl", 2400, "currency", ("without_direction", "short")),
            Fact("F27", "net_pnl", 77, "currency") with { Ref = "stock:7" },
            Fact("F28", "net_pnl", 560, "currency", ("strategy_type", "covered_call")),
            Fact("F29", "net_pnl", 190, "currency", ("strategy_type", "iron_condor")),
            Fact("F30", "net_pnl_difference", 140, "currency", ("first_direction", "long"), ("second_direction", "short")),
            Fact("F31", "win_count", 61, "trades"),
            Fact("F33", "win_rate", 0.66, "fraction", ("hold", "<1h")),
            Fact("F34", "win_rate", 0.39, "fraction", ("hold", "1d-1w")),
            Fact("F35", "net_pnl", 45, "currency", ("tag", "0dte scalp")),
            Fact("F32", "open_short_notional", 4300, "currency"),
        ],
        Sources = [new Source("S1", "notebook:a", "notebook", "Review", "My longs won 63% and my shorts 35%.", 1)],
    };

    [Theory]
    [InlineData("Your longs win 58 % of the time [F1].", "Your shorts win 58 % of the time [F1].", "58 %")]
    [InlineData("You win 58% of your long trades [F1].", "You win 58% of your short trades [F1].", "58%")]
    [InlineData("When you short, 41% of trades win [F2].", "When you go long, 41% of trades win [F2].", "41%")]
    [InlineData("On the short side, your win rate is 41% [F2].", "On the long side, your win rate is 41% [F2].", "41%")]
    [InlineData("58% [F1] is the win rate of longs.", "58% [F1] is the win rate of shorts.", "58%")]
    [InlineData("You win 58% [F1] on longs and 41% [F2] on shorts.", "You win 41% [F2] on longs and 58% [F1] on shorts.", "41%|58%")]
    [InlineData("Longs won 58 %, shorts 41 % [F1][F2].", "Longs won 41 %, shorts 58 % [F1][F2].", "41 %|58 %")]
    [InlineData("Longs won 58% [F1] over 120 trades [F3]; shorts 41% [F2] over 75 trades [F4].", "Longs won 58% [F1] over 75 trades [F4]; shorts 41% [F2] over 120 trades [F3].", "75|120")]
    [InlineData("Longs (58%) do better than shorts (41%) [F1, F2].", "Longs (41%) do better than shorts (58%) [F1, F2].", "41%|58%")]
    [InlineData("AMD longs made $1,500 [F21].", "AMD shorts made $1,500 [F21].", "1,500")]
    [InlineData("Your stock trades made $640 [F5].", "Your option trades made $640 [F5].", "640")]
    [InlineData("You lost $310 on options [F6].", "You lost $310 on stocks [F6].", "310")]
    [InlineData("Stocks made $640, options lost $310 [F5, F6].", "Options made $640, stocks lost $310 [F5, F6].", "640|310")]
    [InlineData("Calls made $512 [F17].", "Puts made $512 [F17].", "512")]
    [InlineData("You made $512 on calls and $128 on puts [F17, F18].", "You made $512 on puts and $128 on calls [F17, F18].", "512|128")]
    [InlineData("Covered calls made $560, iron condors $190 [F28, F29].", "Covered calls made $190, iron condors $560 [F28, F29].", "190|560")]
    [InlineData("Gap Fade made $905 [F7].", "Trend Pullback made $905 [F7].", "905")]
    [InlineData("The gap fade playbook made $905 [F7], Trend Pullback $217 [F8].", "The gap fade playbook made $217 [F8], Trend Pullback $905 [F7].", "217|905")]
    [InlineData("Trades tagged fomo average $33, patient ones $88 [F9, F10].", "Trades tagged fomo average $88, patient ones $33 [F9, F10].", "88|33")]
    [InlineData("You made $450 on Mondays and $720 on Fridays [F11, F12].", "You made $720 on Mondays and $450 on Fridays [F11, F12].", "720|450")]
    [InlineData("At 10:00 you made $333, at 14:00 $444 [F13, F14].", "At 14:00 you made $333, at 10:00 $444 [F13, F14].", "333|444")]
    [InlineData("May 2026 brought $610, June 2026 $830 [F15, F16].", "May 2026 brought $830, June 2026 $610 [F15, F16].", "830|610")]
    [InlineData("NVDA made $260 and TSLA $370 [F22, F23].", "NVDA made $370 and TSLA $260 [F22, F23].", "370|260")]
    [InlineData("You made $260 [F22] on NVDA and $370 [F23] on TSLA.", "You made $260 [F22] on TSLA and $370 [F23] on NVDA.", "260|TSLA|370|NVDA")]
    [InlineData("You hold winners 5 hours and losers 9 hours [F24, F25].", "You hold winners 9 hours and losers 5 hours [F24, F25].", "9|5")]
    [InlineData("You closed 75 short trades [F4].", "You closed 75 long trades [F4].", "75")]
    [InlineData("Held under 1 hour, 66% win [F33]; held 1 day to 1 week, 39% [F34].", "Held under 1 hour, 39% win [F34]; held 1 day to 1 week, 66% [F33].", "39%|66%")]
    [InlineData("0DTE scalp trades made $45 [F35].", "Patient trades made $45 [F35].", "45")]
    [InlineData("There are 61 wins [F31].", "There are 61 losses [F31].", "61")]
    [InlineData("Your long in AMD made $77 [F27].", "The short trade in AMD made $77 [F27].", "77")]
    [InlineData("Your short positions are $4,300 [F32].", "Your long positions are $4,300 [F32].", "4,300")]
    [InlineData("You wrote that shorts win 35% [S1].", "You wrote that longs win 35% [S1].", "35%")]
    [InlineData("You win 52% overall [F19].", "You win 52% on short trades [F19].", "52%")]
    public void The_right_number_of_another_group_is_unsupported(string right, string wrong, string unsupported)
    {
        Assert.Empty(Of(right).Unsupported);
        Assert.Equal(unsupported.Split('|').Order(), Of(wrong).Unsupported.Order());
    }

    [Theory]
    [InlineData("Your short trades:\n- Win rate: 41% [F2]\n- Trades: 75 [F4]", "Your long trades:\n- Win rate: 41% [F2]\n- Trades: 75 [F4]", "41%|75")]
    [InlineData("## Shorts\n\nYou win 41% [F2].", "## Longs\n\nYou win 41% [F2].", "41%")]
    [InlineData("**Shorts**\n\n- 41% of them win [F2]\n\n**Longs**\n\n- 58% of them win [F1]", "**Longs**\n\n- 41% of them win [F2]\n\n**Shorts**\n\n- 58% of them win [F1]", "41%|58%")]
    [InlineData("Shorts are the weak side. You win 41% of them [F2].", "Longs are the weak side. You win 41% of them [F2].", "41%")]
    [InlineData("You win 58% on longs [F1]. That is over 120 trades [F3].", "You win 58% on longs [F1]. That is over 75 trades [F4].", "75")]
    [InlineData("- Longs: 58% [F1]\n- Shorts: 41% [F2]", "- Longs: 41% [F2]\n- Shorts: 58% [F1]", "41%|58%")]
    [InlineData("1. Gap Fade: $905 [F7]\n2. Trend Pullback: $217 [F8]", "1. Trend Pullback: $905 [F7]\n2. Gap Fade: $217 [F8]", "905|217")]
    [InlineData("| Side | Win rate | Trades |\n|---|---|---|\n| Long | 58% [F1] | 120 [F3] |\n| Short | 41% [F2] | 75 [F4] |", "| Side | Win rate | Trades |\n|---|---|---|\n| Long | 41% [F2] | 75 [F4] |\n| Short | 58% [F1] | 120 [F3] |", "41%|75|58%|120")]
    [InlineData("| | Longs | Shorts |\n|---|---|---|\n| Win rate | 58% [F1] | 41% [F2] |", "| | Longs | Shorts |\n|---|---|---|\n| Win rate | 41% [F2] | 58% [F1] |", "41%|58%")]
    public void Headings_tables_and_sentences_before_say_whose_a_number_is(string right, string wrong, string unsupported)
    {
        Assert.Empty(Of(right).Unsupported);
        Assert.Equal(unsupported.Split('|').Order(), Of(wrong).Unsupported.Order());
    }

    [Theory]
    [InlineData("Your win rate is 52% [F19], better than on your shorts, over 195 trades [F20].")]
    [InlineData("Your shorts win less than your usual 52% [F19].")]
    [InlineData("Your short trades win less often than your 52% [F19].")]
    [InlineData("75 [F4] of your 195 trades [F20] are short trades.")]
    [InlineData("Your best side: longs at 58% [F1], where shorts come to 41% [F2].")]
    [InlineData("You took 120 longs [F3] and 75 shorts [F4], winning 58% [F1] and 41% [F2] of them.")]
    [InlineData("You won 58% [F1] of 120 long trades [F3] but only 41% [F2] of 75 short ones [F4].")]
    [InlineData("With options you lost $310 [F6], while your stock trades gained $640 [F5].")]
    [InlineData("Your calls made $512 [F17], which is more than the $128 [F18] of puts.")]
    [InlineData("Mondays [F11] made $450. Fridays did better: $720 [F12].")]
    [InlineData("Your average is $33 [F9] on trades tagged fomo; patient trades average $88 [F10].")]
    [InlineData("Long AMD trades made $1,500 [F21]; NVDA made $260 [F22].")]
    [InlineData("Your shorts are the weaker side: you win 41% of them [F2], and 52% across all trades [F19].")]
    [InlineData("A trade of yours, long AMD, made $77 [F27].")]
    [InlineData("Your long and short trades together win 52% [F19].")]
    [InlineData("Between 10:00 and 10:59 you made $333 [F13], between 14:00 and 14:59 $444 [F14].")]
    [InlineData("In June 2026 you made $830 [F16], up from $610 [F15] in May 2026.")]
    [InlineData("Longs win more often than shorts: 58% against 41% [F1, F2].")]
    [InlineData("Longs and shorts win 58% and 41%, respectively [F1, F2].")]
    [InlineData("Longs beat shorts with 58% [F1] over 120 trades [F3].")]
    [InlineData("Shorts win 41% [F2]; in all you win 52% [F19] of 195 trades [F20].")]
    [InlineData("Shorts win 41% [F2], the other side 58% [F1].")]
    [InlineData("Of your 195 trades [F20], 75 were short [F4] and won 41% [F2].")]
    [InlineData("Without the shorts you would have made $2,400 [F26].")]
    [InlineData("Leaving out short trades, net P&L is $2,400 [F26].")]
    [InlineData("Longs made $140 [F30] more than shorts.")]
    [InlineData("In the long run, 41% [F2] is too little, and short-term luck is no plan.")]
    [InlineData("How long trades last does not matter: you win 52% [F19].")]
    [InlineData("Your best stock is NVDA with $260 [F22].")]
    [InlineData("You win 41% [F2].")]
    [InlineData("On the short side:\n- 41% [F2]\n\nTaken together, you win 52% [F19].")]
    [InlineData("Your stop was short, and you made $260 on NVDA [F22].")]
    [InlineData("Shorting is hard: 41% [F2] of 75 shorts [F4] win.")]
    [InlineData("The fade of the gap made $905 [F7] by patient waiting.")]
    [InlineData("You made $720 on Fridays, $450 on Mondays [F12, F11] and $77 on the trade closed 6 February 2026 [F27].")]
    public void What_is_said_of_its_own_group_or_of_none_is_no_false_alarm(string answer) => Assert.Empty(Of(answer).Unsupported);

    [Fact]
    public void What_was_sent_before_is_leaned_on()
    {
        Assert.Empty(GroundednessCheck.Of("- Win rate: 41% [F2]", s_supplied, before: "Your shorts:\n").Unsupported);
        Assert.Equal(["41%"], GroundednessCheck.Of("- Win rate: 41% [F2]", s_supplied, before: "Your longs:\n").Unsupported);
    }

    private static Groundedness Of(string answer) => GroundednessCheck.Of(answer, s_supplied);

    private static Fact Fact(string id, string figure, double value, string unit, params (string Name, string Value)[] filters) =>
        new() { Id = id, Figure = figure, Value = JsonValue.Create(value), Unit = unit, Filters = filters.ToDictionary(f => f.Name, f => f.Value) };
}

using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>What a text calls a figure, and the names of the facts that may be meant.</summary>
/// <param name="Figures">Parts of names: <c>win_rate</c> means <c>lowest_win_rate</c> too.</param>
internal sealed record FigureLabel(IReadOnlyList<string> Figures)
{
    /// <summary>True where a fact of this name may be called so; one whose name is no common figure's may be called anything.</summary>
    public bool Means(string figure) => Figures.Any(f => figure.Contains(f, StringComparison.Ordinal)) || !FigureLabels.IsNamed(figure);

    /// <summary>True where both may mean one figure.</summary>
    public bool Meets(FigureLabel other) => Figures.Intersect(other.Figures).Any();
}

/// <summary>Finds the figures that a text names and the numbers that they belong to.</summary>
internal static partial class FigureLabels
{
    private static readonly string[] s_results =
        ["pnl", "expectancy", "average_win", "average_loss", "largest_win", "largest_loss", "gross_profit", "gross_loss", "result"];

    private static readonly Dictionary<string, FigureLabel> s_labels = new(StringComparer.Ordinal)
    {
        ["winrate"] = new(["win_rate"]),
        ["lossrate"] = new(["loss_rate"]),
        ["profitfactor"] = new(["profit_factor"]),
        ["payoff"] = new(["payoff_ratio"]),
        ["averagewin"] = new(["average_win", "expectancy", "net_pnl_per"]),
        ["averageloss"] = new(["average_loss", "expectancy", "net_pnl_per"]),
        ["expectancy"] = new(["expectancy", "average_win", "average_loss", "net_pnl_per"]),
        ["largestwin"] = new(["largest_win", "net_pnl"]),
        ["largestloss"] = new(["largest_loss", "net_pnl"]),
        ["grossprofit"] = new(["gross_profit"]),
        ["grossloss"] = new(["gross_loss"]),
        ["sharpe"] = new(["sharpe_ratio"]),
        ["sortino"] = new(["sortino_ratio"]),
        ["kelly"] = new(["kelly_fraction"]),
        ["sqn"] = new(["system_quality_number"]),
        ["drawdown"] = new(["drawdown"]),
        ["var"] = new(["value_at_risk_95"]),
        ["shortfall"] = new(["expected_shortfall_95"]),
        ["commissions"] = new(["commission"]),
        ["hold"] = new(["hold"]),
        ["streak"] = new(["streak", "consecutive"]),
        ["count"] = new(["count", "trades"]),
        ["averager"] = new(["average_r", "total_r"]),
        ["pnl"] = new(s_results),
    };

    /// <summary>True where a fact's name is one of a common figure.</summary>
    public static bool IsNamed(string figure) => s_labels.Values.Any(l => l.Figures.Any(f => figure.Contains(f, StringComparison.Ordinal)));

    /// <summary>
    /// The label of each number that has one: the name right behind it, or else the nearest before it that no number in between has
    /// taken. A number with a noun of its own (<c>47 trades</c>) is labelled by that.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="numbers">Its numbers that may be a figure's value, in order.</param>
    /// <param name="conditions">Its numbers that are only a condition's: the name right before one ("commissions of more than $2") is no value's.</param>
    public static IReadOnlyDictionary<NumberClaim, FigureLabel> Of(string text, IEnumerable<NumberClaim> numbers, IReadOnlyCollection<NumberClaim> conditions)
    {
        var labels = new Dictionary<NumberClaim, FigureLabel>();
        List<NumberClaim> waiting = [.. numbers.Where(n => n.Unit is null or "R")];
        List<Match> mentions =
            [.. Mention().Matches(text).Where(m => !conditions.Any(c => m.Index + m.Length is var end && end <= c.Start && IsComparison().IsMatch(text[end..c.Start])))];
        foreach (var number in waiting.ToArray())
        {
            if (mentions.Find(m => m.Index >= number.End && text[number.End..m.Index].All(c => c is ' ' or '-')) is { } behind)
            {
                labels[number] = LabelOf(behind);
                mentions.Remove(behind);
                waiting.Remove(number);
            }
        }

        foreach (var mention in mentions)
        {
            if (waiting.Find(n => n.Start >= mention.Index + mention.Length) is { } next)
            {
                // A nearer name overrides one before it: "your P&L and its win rate of".
                labels[next] = LabelOf(mention);
            }
        }

        return labels;
    }

    private static FigureLabel LabelOf(Match mention) => s_labels[s_labels.Keys.First(name => mention.Groups[name].Success)];

    [GeneratedRegex(@"^(?:\s+(?:of|at|from|above|over|below|under|beyond|more|less|fewer|greater|smaller|higher|lower|bigger|larger|than|least|most|exactly|between|up|to|about))*\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsComparison();

    [GeneratedRegex(
        @"\b(?:(?<winrate>win(?:ning)?[\s-](?:rate|percentage)|hit[\s-]rate|success[\s-]rate)|(?<lossrate>los(?:s|ing)[\s-](?:rate|percentage))|(?<profitfactor>profit[\s-]factor)"
        + @"|(?<payoff>payoff[\s-]ratio|reward[\s-]to[\s-]risk)|(?<averagewin>average\s(?:win|winner|winning\strade|gain)|avg\.?\swin)|(?<averageloss>average\s(?:loss|loser|losing\strade)|avg\.?\sloss)"
        + @"|(?<expectancy>expectancy|average\s(?:result|trade|p&l)|p&l\sper\strade)|(?<largestwin>(?:largest|biggest)\s(?:win|winner|gain)|best\strade)|(?<largestloss>(?:largest|biggest)\s(?:loss|loser)|worst\strade)"
        + @"|(?<grossprofit>gross\sprofit)|(?<grossloss>gross\sloss)|(?<sharpe>sharpe(?:\sratio)?)|(?<sortino>sortino(?:\sratio)?)|(?<kelly>kelly(?:\sfraction)?)|(?<sqn>sqn|system\squality\snumber)"
        + @"|(?<drawdown>(?:max(?:imum)?\s)?drawdown)|(?<var>value[\s-]at[\s-]risk|var\b)|(?<shortfall>expected\sshortfall|cvar)|(?<!\b(?:before|without|excluding|after|of|including|less|any)\s)(?<commissions>commissions?|fees)|(?<hold>hold(?:ing)?\stime)"
        + @"|(?<streak>(?:winning|losing|win|loss)\sstreak)|(?<count>number\sof\s(?:\w+\s){0,2}trades|trade\scount)|(?<averager>average\sr\b|r[\s-]multiple)|(?<pnl>(?:net\s)?p\s?&\s?l|p/l|pnl|net\s(?:profit|result|loss)|profit\sand\sloss))(?!\w)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Mention();
}

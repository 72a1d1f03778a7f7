using System.Text.Json.Nodes;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language;

/// <summary>Answers a question for the risk of now: the score with its factors, what is open, or the drawdown.</summary>
internal static class RiskAnswer
{
    private static readonly Dictionary<string, string> s_now = new() { ["of"] = "the whole journal now" };

    /// <summary>The answer; it declines a journal without trades.</summary>
    public static Evaluation Of(RiskWish wish, JournalView view)
    {
        if (view.Closed.Count == 0 && view.Open.Count == 0)
        {
            return Evaluation.Declined("Your journal holds no trades yet.");
        }

        return wish switch { RiskWish.Exposure => Open(view), RiskWish.Drawdown => Drawdown(view), _ => Score(view) };
    }

    /// <summary>What a question that leans on the answer leans on; null where nothing does.</summary>
    public static ParsedQuestion? Context(RiskWish wish) =>
        wish == RiskWish.Exposure ? new ParsedQuestion { Operation = Operation.Value, Figure = "total_notional", Open = true } : null;

    private static Evaluation Drawdown(JournalView view)
    {
        if (view.Closed.Count == 0)
        {
            return Evaluation.Declined("Your journal holds no closed trades yet.");
        }

        var (inputs, prose) = (RiskInputs.Of(view.Journal, view.AsOf), new Wording(view));
        List<Fact> facts =
        [
            FactOf(1, "current_drawdown", Quantity.Of(inputs.CurrentDrawdown)?.ToJson(), "currency"),
            FactOf(2, "max_drawdown", Quantity.Of(inputs.MaxDrawdown)?.ToJson(), "currency"),
        ];
        var now = inputs.CurrentDrawdown > 0 ? "Your closed trades stand" : "You are in no drawdown: your closed trades are at their peak,";
        return new Evaluation(
            facts, $"{now} {prose.Money(inputs.CurrentDrawdown)} [F1] below {(inputs.CurrentDrawdown > 0 ? "their peak" : "it")} now. Your maximum drawdown is {prose.Money(inputs.MaxDrawdown)} [F2]. Open positions, which have no price here, do not count.", []);
    }

    private static Evaluation Score(JournalView view)
    {
        var score = RiskScore.Of(view.Journal, view.AsOf);
        List<Fact> facts =
        [
            FactOf(1, "risk_score", JsonValue.Create(score.Score), "score"),
            .. score.Factors.Select((f, n) => FactOf(n + 2, f.Name, JsonValue.Create(f.Explanation), "text")),
            FactOf(score.Factors.Count + 2, "risk_score_known", JsonValue.Create(score.Known), "score"),
        ];
        var known = score.Known == 100 ? "." : $", as far as it is known: that is {score.Known} [{facts[^1].Id}] of its points, so it may be higher.";
        var level = score.Score >= RiskScore.Critical ? ", which is critical" : score.Score >= RiskScore.Elevated ? ", which is elevated" : ", which is not elevated";
        var lines = score.Factors.Select((f, n) => $"- {f.Explanation} [F{n + 2}]");
        return new Evaluation(facts, $"Your risk score is {score.Score} [F1]{level}{known} Behind it stand:\n{string.Join('\n', lines)}", Largest(view));
    }

    private static Evaluation Open(JournalView view)
    {
        var (open, prose, facts) = (Exposure.Of(view.Open), new Wording(view), new List<Fact>());
        string Cite(string figure, Quantity? value, string unit)
        {
            facts.Add(FactOf(facts.Count + 1, figure, value?.ToJson(), unit));
            return $"{prose.Value(value, unit)} [{facts[^1].Id}]";
        }

        var text = open.Positions == 0
            ? $"Nothing is open: {Cite("open_positions", Quantity.Of(0), "positions")}."
            : $"Your exposure, in notional at entry, is {Cite("open_gross_notional", Quantity.Of(open.GrossNotional), "currency")} over {Cite("open_positions", Quantity.Of(open.Positions), "positions")}: "
                + $"long {Cite("open_long_notional", Quantity.Of(open.LongNotional), "currency")}, short {Cite("open_short_notional", Quantity.Of(open.ShortNotional), "currency")}, "
                + $"net {Cite("open_net_notional", Quantity.Of(open.NetNotional), "currency")}{Side(open.NetNotional)}.";
        if (open is { LargestSymbol: { } symbol, LargestShare: { } share })
        {
            facts.Add(FactOf(facts.Count + 1, "largest_open_symbol", JsonValue.Create(symbol), "symbol"));
            text += $" The most of it is in {Wording.Plain(symbol)} [{facts[^1].Id}], {Cite("largest_open_share", Quantity.Of(share), "fraction")}.";
        }

        return new Evaluation(facts, text + " The journal holds no current prices, so this is not what it is worth now.", Largest(view));
    }

    private static Fact FactOf(int number, string figure, JsonNode? value, string unit) =>
        new() { Id = $"F{number}", Figure = figure, Value = value, Unit = unit, Filters = s_now };

    private static string Side(decimal net) => net switch { > 0 => ", so you are net long", < 0 => ", so you are net short", _ => ", so you are neither net long nor net short" };

    private static IReadOnlyList<Journal.Trade> Largest(JournalView view) => [.. view.Open.OrderByDescending(t => t.Notional).Take(3)];
}

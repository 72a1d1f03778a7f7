using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Tools;

/// <summary>The function that tells of risk.</summary>
internal sealed class RiskTools(Question question, IJournalReader journals, ToolEvidence evidence)
{
    private static readonly Dictionary<string, string> s_now = new() { ["of"] = "the whole journal now" };

    /// <summary>Risk of a set of closed trades, of what is open, and the score with its factors.</summary>
    public async Task<ToolResult> GetAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = new JournalView(await journals.ReadAsync(question.User, cancellationToken), question.AsOf);
        var set = TradeSet.Of(arguments.Range(), arguments.Filter(), view);
        var risk = RiskCalculator.Compute(set.Trades, view.Journal, view.AsOf);
        return new ToolResult([.. Closed(risk, set), .. Open(risk.Open), .. Score(risk)], [], risk.RiskOfRuin?.Definition);
    }

    private IEnumerable<Fact> Closed(RiskFigures risk, TradeSet set) =>
    [
        evidence.Add("ulcer_index", Quantity.Of(risk.UlcerIndex), "currency", set.Filters),
        evidence.Add("recovery_factor", Quantity.Of(risk.RecoveryFactor), "ratio", set.Filters),
        evidence.Add("risk_of_ruin", Quantity.Of(risk.RiskOfRuin?.Probability), "fraction", set.Filters),
        evidence.Add("risk_of_ruin_loss_limit", Quantity.Of(risk.RiskOfRuin?.LossLimit), "currency", set.Filters),
        evidence.Add("size_variation", Quantity.Of(risk.SizeVariation), "ratio", set.Filters),
        evidence.Add("initial_risk_variation", Quantity.Of(risk.InitialRiskVariation), "ratio", set.Filters),
    ];

    private IEnumerable<Fact> Open(Exposure open) =>
    [
        evidence.Add("open_positions", Quantity.Of(open.Positions), "positions", s_now),
        evidence.Add("open_long_notional", Quantity.Of(open.LongNotional), "currency", s_now),
        evidence.Add("open_short_notional", Quantity.Of(open.ShortNotional), "currency", s_now),
        evidence.Add("open_gross_notional", Quantity.Of(open.GrossNotional), "currency", s_now),
        evidence.Add(
            "largest_open_share", Quantity.Of(open.LargestShare), "fraction",
            open.LargestSymbol is { } symbol ? new Dictionary<string, string>(s_now) { ["symbol"] = symbol } : s_now),
        evidence.Add("herfindahl_index", Quantity.Of(open.HerfindahlIndex), "ratio", s_now),
    ];

    private IEnumerable<Fact> Score(RiskFigures risk) =>
    [
        evidence.Add("risk_score", Quantity.Of(risk.RiskScore), "score", s_now),
        evidence.Add("risk_score_known", Quantity.Of(risk.RiskScoreKnown), "score", s_now),
        .. risk.RiskFactors.Select(f => evidence.Add(f.Name, Quantity.Of(f.Value), "fraction", s_now)),
    ];
}

using Microsoft.Extensions.AI;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.WhatIf.Rules;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Language.Tools;

/// <summary>The functions that a language model is given for one question; user, present and evidence are fixed here.</summary>
public sealed class JournalTools(IJournalReader journals, ISearch search, PredictionService predictions)
{
    private static string RuleMeanings { get; } = string.Join(" ", RuleKind.All.Select(k => $"{k.Name}: {k.Meaning}."));

    /// <summary>The functions.</summary>
    internal IList<AITool> For(Question question, ToolEvidence evidence)
    {
        var figures = new FigureTools(question, journals, evidence);
        var forecasts = new ForecastTool(question, predictions, evidence);
        var trades = new TradeTools(question, journals, search, evidence);
        return
        [
            new JournalTool(
                "get_figures", "Computed figures of the closed trades of a range that pass the filters; with group_by for each group. " + ToolSchema.FiltersMeaning,
                ToolSchema.Trades().WithList("figures", "Default: the common ones. All: " + string.Join(" ", FigureCatalog.Names))
                    .With("group_by", "For each key of this.", GroupDimensions.Names),
                figures.GetAsync),
            new JournalTool(
                "compare", "Computed figures of two sets of closed trades and their differences, first minus second.",
                new ToolSchema().With("first", "The first set.", ToolSchema.Trades()).With("second", "The second set.", ToolSchema.Trades()),
                figures.CompareAsync),
            new JournalTool(
                "what_if", "Computed figures as they are beside those under another choice: trades left out, only some taken, or a rule kept. The remark says what that assumes.",
                ToolSchema.Trades().With("exclude", "Trades that would not have been taken.", ToolSchema.Filters(), isRequired: false)
                    .With("only", "The only trades that would have been taken.", ToolSchema.Filters(), isRequired: false)
                    .With("rule", $"A rule that would have been kept. {RuleMeanings}", RuleSchema(), isRequired: false),
                figures.WhatIfAsync),
            new JournalTool(
                "risk", "Risk of the closed trades of a range: ulcer index, recovery factor, risk of ruin, how much sizes vary; of what is open now; and a score of 0 to 100 with its factors.",
                ToolSchema.Trades(), new RiskTools(question, journals, evidence).GetAsync),
            new JournalTool(
                "list_trades", "Closed trades of a range that pass the filters, one by one.",
                ToolSchema.Trades().With("order", "Default newest.", TradeTools.Orders).With("limit", "Default 10.", 1, TradeTools.MostListed),
                trades.ListAsync),
            new JournalTool(
                "find_trades", "Trades that words describe, such as a setup or a mistake.",
                new ToolSchema().With("query", "What to look for.", isRequired: true).With("symbol", "Only this ticker.").With("limit", "Default 10.", 1, TradeTools.MostListed),
                trades.FindAsync),
            new JournalTool(
                "search_notes", "What the trader wrote: notes on trades, notebooks, playbooks.",
                new ToolSchema().With("query", "What to look for.", isRequired: true).With("symbol", "Only about this ticker.").With("tag", "Only with this tag.")
                    .With("from", "First local date, YYYY-MM-DD.").With("to", "Last local date, inclusive.").With("limit", "Default 10.", 1, TradeTools.MostListed),
                trades.SearchNotesAsync),
            new JournalTool(
                "open_positions", "The positions that are open now.", new ToolSchema().With("symbol", "Only this ticker."), trades.OpenAsync),
            new JournalTool(
                "forecast", "The result of the days ahead as drawn from the trader's own past, with intervals, trend and past accuracy: not a prediction of markets.",
                new ToolSchema().With("horizon", "Default 7d.", PredictionHorizon.Names), forecasts.GetAsync),
        ];
    }

    private static ToolSchema RuleSchema() =>
        new ToolSchema().With("kind", "Which rule.", RuleKind.Names, isRequired: true).WithNumber("value", "Its number.");
}

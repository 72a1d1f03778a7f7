using System.Globalization;
using System.Text;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports;

/// <summary>
/// A report as one Markdown document: the letter, the things to do, figures beside earlier periods, the trades. The letter of a
/// whole report tells its insights and patterns; a choice of sections gets each of them on its own.
/// </summary>
internal static class ReportMarkdown
{
    private const int MostTrades = 10;

    /// <summary>Renders sections of a report, as far as they are done.</summary>
    /// <param name="report">The report with all its sections.</param>
    /// <param name="sections">Those that were asked for.</param>
    public static string Render(Report report, IReadOnlyList<ReportSection> sections)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {Title(report.ReportType)} report, {report.TimeRange}").AppendLine();
        var chosen = sections.Count < ReportTypes.AllSections.Count;
        if (Has(ReportSection.Summary) && report.Summary is { } summary)
        {
            text.AppendLine(summary).AppendLine();
        }

        if (Has(ReportSection.Recommendations))
        {
            ToDo(text, report);
        }

        if (chosen && Has(ReportSection.Insights))
        {
            Insights(text, report.Insights);
        }

        if (chosen && Has(ReportSection.Patterns))
        {
            Patterns(text, report);
        }

        if (report.Analytics is { } analytics)
        {
            var words = new Wording(analytics.Range.Currency, TimeZoneInfo.FindSystemTimeZoneById(analytics.Range.Timezone));
            if (Has(ReportSection.Analytics))
            {
                Figures(text, analytics, report.Comparisons, words, chosen);
            }

            if (Has(ReportSection.Trades))
            {
                Trades(text, report.Trades, words, chosen);
            }
        }

        return text.AppendLine(Disclaimer.Of(report)).ToString();

        bool Has(ReportSection section) => sections.Contains(section);
    }

    private static void ToDo(StringBuilder text, Report report)
    {
        if (report.Summary is null)
        {
            return;
        }

        text.AppendLine("## What to do").AppendLine();
        for (var n = 0; n < report.Recommendations.Count; n++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{n + 1}. {report.Recommendations[n]}");
        }

        if (report.Recommendations.Count == 0)
        {
            text.AppendLine(report.Analytics?.Figures.TradeCount switch
            {
                null or 0 => "Nothing to recommend: no trade was closed.",
                1 => "Nothing to recommend: one trade is no ground for advice.",
                { } count => $"Nothing to recommend: nothing that these {Wording.Count(count, "trade")} show is sure, cost money and can be changed before the entry.",
            });
        }

        text.AppendLine();
    }

    private static void Insights(StringBuilder text, IReadOnlyList<Insight> insights)
    {
        foreach (var insight in insights)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {insight.Title}").AppendLine().AppendLine(insight.Content).AppendLine();
            foreach (var recommendation in insight.Recommendations)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {recommendation}");
            }

            if (insight.Recommendations.Count > 0)
            {
                text.AppendLine();
            }
        }
    }

    private static void Patterns(StringBuilder text, Report report)
    {
        if (report.Insights.Count == 0)
        {
            return;
        }

        text.AppendLine("## Patterns").AppendLine();
        foreach (var pattern in report.Patterns)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {pattern.Text}");
        }

        if (report.Patterns.Count == 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"On the subjects of this report no pattern in {Wording.Count(report.Analytics?.Figures.TradeCount ?? 0, "closed trade")} goes beyond what chance explains.");
        }

        text.AppendLine();
    }

    private static void Figures(StringBuilder text, AnalyticsResult analytics, IReadOnlyList<PeriodComparison> comparisons, Wording words, bool chosen)
    {
        List<Figures> columns = [analytics.Figures, .. comparisons.Select(c => c.Figures)];
        if (columns.TrueForAll(f => f.TradeCount == 0))
        {
            Nothing(text, "Figures", chosen);
            return;
        }

        text.AppendLine("## Figures").AppendLine()
            .AppendLine("| | " + string.Join(" | ", comparisons.Select(NameOf).Prepend("this period")) + " |")
            .AppendLine("| --- |" + string.Concat(Enumerable.Repeat(" ---: |", columns.Count)));
        Row("trades", f => f.TradeCount.ToString("N0", CultureInfo.InvariantCulture));
        Row("net P&L", f => words.Money(f.NetPnl));
        Row("win rate", f => f.WinRate is { } rate ? Wording.Rate(rate) : "–");
        Row("expectancy", f => f.Expectancy is { } mean ? words.Money(mean) : "–");
        Row("profit factor", f => f.ProfitFactor is { } factor ? Wording.Number(factor) : "–");
        Row("average R", f => f.AverageR is { } r ? Wording.Number(r) : "–");
        Row("largest drawdown", f => words.Money(f.MaxDrawdown));
        Row("commissions", f => words.Money(f.TotalCommissions));
        text.AppendLine();

        void Row(string name, Func<Figures, string> cell) =>
            text.AppendLine($"| {name} | {string.Join(" | ", columns.Select(cell))} |");

        string NameOf(PeriodComparison comparison) =>
            $"{(comparison.Period == EarlierPeriods.Before ? "the period before" : "a year ago")}, {words.Date(comparison.From)} to {words.Date(comparison.To.AddTicks(-1))}";
    }

    private static void Trades(StringBuilder text, IReadOnlyList<ReportTrade> trades, Wording words, bool chosen)
    {
        if (trades.Count == 0)
        {
            Nothing(text, "The largest results", chosen);
            return;
        }

        text.AppendLine("## The largest results").AppendLine()
            .AppendLine("| trade | symbol | side | closed | net P&L | R |").AppendLine("| --- | --- | --- | --- | ---: | ---: |");
        foreach (var trade in trades.Take(MostTrades))
        {
            text.AppendLine($"| {Cell(trade.Ref)} | {Cell(trade.Symbol)} | {trade.Direction} {trade.Asset} | {words.Date(trade.ExitAt)} | {words.Money(trade.NetPnl)} | {(trade.R is { } r ? Wording.Number(r) : "–")} |");
        }

        text.AppendLine();
    }

    // The letter of a whole report has said so.
    private static void Nothing(StringBuilder text, string heading, bool chosen)
    {
        if (chosen)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {heading}").AppendLine().AppendLine("No trade was closed.").AppendLine();
        }
    }

    private static string Title(string type) => char.ToUpperInvariant(type[0]) + type[1..];

    // A name the trader typed cannot end its cell.
    private static string Cell(string name) => Wording.Name(name).Replace("|", "\\|", StringComparison.Ordinal);
}

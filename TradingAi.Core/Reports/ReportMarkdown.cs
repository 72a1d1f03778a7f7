using System.Globalization;
using System.Text;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports;

/// <summary>A finished report as one Markdown document: the letter, the things to do, figures beside earlier periods, the trades.</summary>
public static class ReportMarkdown
{
    private const int MostTrades = 10;

    /// <summary>Renders the sections that the report holds.</summary>
    public static string Render(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {Title(report.ReportType)} report, {report.TimeRange}").AppendLine();
        if (report.Summary is { } summary)
        {
            text.AppendLine(summary).AppendLine();
        }

        if (report.Recommendations.Count > 0)
        {
            text.AppendLine("## What to do").AppendLine();
            for (var n = 0; n < report.Recommendations.Count; n++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{n + 1}. {report.Recommendations[n]}");
            }

            text.AppendLine();
        }

        if (report.Analytics is { } analytics)
        {
            var words = new Wording(analytics.Range.Currency, TimeZoneInfo.FindSystemTimeZoneById(analytics.Range.Timezone));
            Figures(text, analytics, report.Comparisons, words);
            Trades(text, report.Trades, words);
        }

        return text.ToString();
    }

    private static void Figures(StringBuilder text, AnalyticsResult analytics, IReadOnlyList<PeriodComparison> comparisons, Wording words)
    {
        List<Figures> columns = [analytics.Figures, .. comparisons.Select(c => c.Figures)];
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

    private static void Trades(StringBuilder text, IReadOnlyList<ReportTrade> trades, Wording words)
    {
        if (trades.Count == 0)
        {
            return;
        }

        text.AppendLine("## The largest results").AppendLine()
            .AppendLine("| trade | symbol | side | closed | net P&L | R |").AppendLine("| --- | --- | --- | --- | ---: | ---: |");
        foreach (var trade in trades.Take(MostTrades))
        {
            text.AppendLine($"| {Cell(trade.Ref)} | {Cell(trade.Symbol)} | {trade.Direction} {trade.Asset} | {words.Date(trade.ExitAt)} | {words.Money(trade.NetPnl)} | {(trade.R is { } r ? Wording.Number(r) : "–")} |");
        }
    }

    private static string Title(string type) => char.ToUpperInvariant(type[0]) + type[1..];

    // A name the trader typed cannot end its cell.
    private static string Cell(string name) => Wording.Name(name).Replace("|", "\\|", StringComparison.Ordinal);
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>
/// Writes an insight from figures and findings alone. Every sentence carries figures of this journal, so that no two
/// journals read the same, and nothing is said that was not computed.
/// </summary>
internal static class InsightNarrator
{
    /// <summary>What the narrator reports itself as.</summary>
    public const string Model = "narrator";

    private static readonly string[] s_headings = ["Trading patterns", "Performance", "Risk", "Behavior"];

    /// <summary>Writes one.</summary>
    public static (string Title, string Content) Write(TradeSample sample, InsightType type, SearchResult search)
    {
        var words = new Wording(sample.Journal);
        if (sample.Trades.Count == 0)
        {
            var since = LastClosed(sample) is { } last ? $"since {Wording.Name(last.Symbol)} on {words.Date(last.ExitAt!.Value)}" : "yet";
            return ($"{s_headings[(int)type]}, {words.Range(sample)}: no closed trades {since}", Idle(sample, words));
        }

        var figures = FigureCalculator.Compute(sample.Trades, sample.Journal.TimeZone);
        var shown = search.Of(type);
        IEnumerable<string> paragraphs =
        [
            Overview(sample, figures, words),
            FigureProse.Of(type, sample, figures, words),
            Verdict(sample, figures, search, shown.Count, words),
            .. shown.Select(d => d.Finding.Text),
        ];
        return (Title(type, sample, figures, shown, words), string.Join("\n\n", paragraphs.Where(p => p.Length > 0)));
    }

    /// <summary>What there is to say of a range without a closed trade: which range, what is open, and when the journal last closed one.</summary>
    public static string Idle(TradeSample sample, Wording words)
    {
        var open = sample.Journal.Trades.Where(t => t.EntryAt < sample.AsOf && !(t.ExitAt < sample.AsOf)).ToList();
        var position = open.Count == 0
            ? "none was open at its end"
            : $"{Wording.Count(open.Count, "trade")} stood open at its end, the latest {Wording.Name(open[^1].Symbol)} of {words.Date(open[^1].EntryAt)}";
        var before = LastClosed(sample) is { } last
            ? $"the last one closed before was {Wording.Name(last.Symbol)} on {words.Date(last.ExitAt!.Value)} for {words.Money(last.NetPnl!.Value)}"
            : "the journal holds none closed before";
        return $"No trade was closed in {words.Range(sample)}, so there is nothing to say of it: {position}, and {before}.";
    }

    private static Trade? LastClosed(TradeSample sample) => sample.Journal.ClosedTrades.LastOrDefault(t => t.ExitAt < sample.Instants.End);

    /// <summary>The range's result in one sentence.</summary>
    public static string Overview(TradeSample sample, Figures figures, Wording words) =>
        $"From {words.Range(sample)} you closed {Wording.Count(figures.TradeCount, "trade")} for {words.Money(figures.NetPnl)} net: "
        + $"{Wording.Count(figures.WinCount, "win")} ({Wording.Rate(figures.WinRate!.Value)}), {Wording.Count(figures.LossCount, "loss")}"
        + (figures.BreakEvenCount > 0 ? $" and {Wording.Count(figures.BreakEvenCount, "break-even")}." : ".");

    private static string Title(InsightType type, TradeSample sample, Figures figures, IReadOnlyList<Discovery> shown, Wording words)
    {
        var result = $"{words.Money(figures.NetPnl)} over {Wording.Count(figures.TradeCount, "trade")}";
        var headline = shown.Count == 0
            ? "nothing beyond chance"
            : $"standing out: {Wording.Name(shown[0].Finding.Key)} ({shown[0].Finding.Direction})"
                + (shown.Count > 1 ? $", and {shown.Count - 1} more" : "");
        return $"{s_headings[(int)type]}, {sample.Range.WireName}: {result}; {headline}";
    }

    private static string Verdict(TradeSample sample, Figures figures, SearchResult search, int shown, Wording words)
    {
        var trades = $"these {Wording.Count(figures.TradeCount, "trade")} worth {words.Money(figures.NetPnl)}";
        if (search.Tested == 0)
        {
            return $"Too few for a test: {trades} leave no division with {FindingSearch.MinimumSide} on either side, so no pattern is claimed.";
        }

        var tested = $"{Wording.Count(search.Tested, "division")} of {trades} tested";
        return search.Found.Count == 0
            ? $"Of {tested}, none differs by more than chance explains (smallest corrected p-value {FindingText.Q(search.SmallestQ!.Value)})."
            : $"Of {tested}, {search.Found.Count} differ by more than chance explains (q ≤ {FindingSearch.MaxQ}), {shown} of them on this subject{(shown > 0 ? ":" : ".")}";
    }
}

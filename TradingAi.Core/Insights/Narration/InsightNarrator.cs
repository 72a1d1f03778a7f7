using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
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
            FigureProse.Of(type, sample, figures, words, search.Found),
            Verdict(sample, search, shown.Count),
            .. shown.Select(d => d.Finding.Text),
        ];
        return (Title(type, sample, figures, search, words), string.Join("\n\n", paragraphs.Where(p => p.Length > 0)));
    }

    /// <summary>
    /// What there is to say of a range without a closed trade: which range, when the journal last closed one, and what is open, which
    /// is all the risk there is.
    /// </summary>
    public static string Idle(TradeSample sample, Wording words)
    {
        var before = LastClosed(sample) is { } last
            ? $"the last one closed before was {Wording.Name(last.Symbol)} on {words.Date(last.ExitAt!.Value)} for {words.Money(last.NetPnl!.Value)}"
            : "the journal holds none closed before";
        var range = sample.Instants.Start is null ? words.Range(sample).Replace("everything ", "", StringComparison.Ordinal) : $"in {words.Range(sample)}";
        var none = $"No trade was closed {range}, so there is nothing to say of results: {before}";
        var risk = RiskCalculator.Compute(sample.Trades, sample.Journal, sample.AsOf);
        if (RiskProse.Open(risk.Open, words) is not { } open)
        {
            return $"{none}, and none is open.";
        }

        var latest = sample.Journal.Trades.Where(t => OpenPositions.IsOpenAt(t, sample.AsOf)).MaxBy(t => t.EntryAt)!;
        return $"{none}.\n\n{open} The latest is {Wording.Name(latest.Symbol)} of {words.Date(latest.EntryAt)}, and {RiskProse.Score(risk)}.";
    }

    private static Trade? LastClosed(TradeSample sample) => sample.Journal.ClosedTrades.LastOrDefault(t => t.ExitAt < sample.Instants.End);

    /// <summary>The range's result in one sentence.</summary>
    public static string Overview(TradeSample sample, Figures figures, Wording words) => sample.Trades is [var only]
        ? $"From {words.Range(sample)} you closed one trade, {Wording.Name(only.Symbol)}, for {words.Money(figures.NetPnl)} net."
        : $"From {words.Range(sample)} you closed {Wording.Count(figures.TradeCount, "trade")} for {words.Money(figures.NetPnl)} net: "
            + $"{Wording.Count(figures.WinCount, "win")} ({Wording.Rate(figures.WinRate!.Value)}), {Wording.Count(figures.LossCount, "loss")}"
            + (figures.BreakEvenCount > 0 ? $" and {Wording.Count(figures.BreakEvenCount, "break-even")}." : ".");

    private static string Title(InsightType type, TradeSample sample, Figures figures, SearchResult search, Wording words)
    {
        var shown = search.Of(type);
        var result = $"{words.Money(figures.NetPnl)} over {Wording.Count(figures.TradeCount, "trade")}";
        var headline = (search.Tested, search.Found.Count, shown.Count) switch
        {
            (0, _, _) => "too few to test",
            (_, 0, _) => "nothing beyond chance",
            (_, _, 0) => "nothing beyond chance on this subject",
            _ => $"standing out: {Headline(shown[0])} ({shown[0].Finding.Direction})" + (shown.Count > 1 ? $", and {shown.Count - 1} more" : ""),
        };
        return $"{s_headings[(int)type]}, {sample.Range.WireName}: {result}; {headline}";
    }

    // Keys such as 15 or <1h say little on their own.
    private static string Headline(Discovery discovery) => discovery.Finding.Dimension switch
    {
        "hold_time" => "losers held longer than winners",
        "hold" or "hour" or "asset" or "direction" or "trades_a_day" => $"trades {discovery.Contrast.Label}",
        _ => Wording.Name(discovery.Finding.Key),
    };

    private static string Verdict(TradeSample sample, SearchResult search, int shown)
    {
        var trades = Wording.TradesOf(sample);
        if (sample.Trades.Count == 1)
        {
            return $"A pattern needs more than {trades}.";
        }

        if (search.Tested == 0)
        {
            return $"Too few for a test: {trades} leave no division with {FindingSearch.MinimumSide} on either side, so no pattern is claimed.";
        }

        var found = search.Found.Count;
        return (found, shown) switch
        {
            (0, _) => NoneFound(search.Tested, search.SmallestQ!.Value, trades),
            (_, 0) => $"{SomeFound(search.Tested, found, trades)}, but none on this subject.",
            _ when shown == found => $"{SomeFound(search.Tested, found, trades)}:",
            _ => $"{SomeFound(search.Tested, found, trades)}, {shown} of them on this subject:",
        };
    }

    /// <summary>That divisions of some trades differ, without the end of the sentence.</summary>
    public static string SomeFound(int tested, int found, string trades) =>
        (tested == 1 ? $"The one division of {trades} that can be tested differs" : $"Of {Wording.Count(tested, "division")} of {trades} tested, {found} {(found == 1 ? "differs" : "differ")}")
            + $" by more than chance explains (q ≤ {FindingSearch.MaxQ})";

    /// <summary>That no division of some trades is a finding. A test may be passed all the same: scaled results are tested, and money is told.</summary>
    public static string NoneFound(int tested, double smallestQ, string trades) => (tested, smallestQ) switch
    {
        (_, <= FindingSearch.MaxQ) => $"Of {Wording.Count(tested, "division")} of {trades} tested, none stands up: the clearest ({FindingText.Certainty("q", smallestQ)}) "
            + "passes the test, but not the second look at its money and at what else explains it.",
        (1, _) => $"The one division of {trades} that can be tested differs by no more than chance explains ({FindingText.Certainty("q", smallestQ)}).",
        _ => $"Of {Wording.Count(tested, "division")} of {trades} tested, none differs by more than chance explains ({FindingText.Certainty("smallest q", smallestQ)}).",
    };
}

using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports.Letter;

/// <summary>
/// Writes a report's summary as a coach would write to the trader: what happened, why, what it cost, and how it compares with
/// before. Every sentence carries figures of this journal; a part that has nothing to say says so.
/// </summary>
internal static class ReportLetter
{
    private const int MostReasons = 5;
    private const int MostCosts = 3;

    /// <summary>The parts of the letter; one without a heading where the range has no closed trade.</summary>
    public static IReadOnlyList<ProsePart> Write(LetterSource source) => source.Sample.Trades.Count == 0
        ? [new ProsePart("content", "", InsightNarrator.Idle(source.Sample, source.Words))]
        :
        [
            new ProsePart("what_happened", "What happened", Paragraphs(WhatHappened(source))),
            new ProsePart("why", "Why", Paragraphs(Why(source))),
            new ProsePart("what_it_cost", "What it cost", Paragraphs(Costs(source))),
            new ProsePart("compared", "Compared with before", Paragraphs(Compared(source))),
        ];

    /// <summary>The last line of every letter.</summary>
    public static string Closing(LetterSource source) =>
        $"This letter describes {Wording.Count(source.Sample.Trades.Count, "closed trade")} of {source.Words.Range(source.Sample)}, {source.Words.Money(source.Figures.NetPnl)} net, as the journal holds them; it is not investment advice and promises no result.";

    private static IEnumerable<string> WhatHappened(LetterSource source) =>
    [
        InsightNarrator.Overview(source.Sample, source.Figures, source.Words),
        .. source.Subjects.Where(type => type != InsightType.Patterns).Select(type => FigureProse.Of(type, source.Sample, source.Figures, source.Words)),
    ];

    private static IEnumerable<string> Why(LetterSource source)
    {
        var (words, sample) = (source.Words, source.Sample);
        if (source.Subjects.Contains(InsightType.Patterns))
        {
            yield return FigureProse.Of(InsightType.Patterns, sample, source.Figures, words);
        }

        var habits = source.Habits.Take(MostReasons).ToList();
        var trades = $"these {Wording.Count(sample.Trades.Count, "trade")} for {words.Money(source.Figures.NetPnl)}";
        if (source.Tested == 0)
        {
            yield return $"On their own, {trades} are too few to be divided and tested.";
        }
        else if (!habits.Exists(h => h.Basis == sample))
        {
            yield return $"On their own, none of {Wording.Count(source.Tested, "division")} of {trades} differs by more than chance explains.";
        }

        if (habits.Where(h => h.Basis != sample).Select(h => h.Basis).FirstOrDefault() is { } history)
        {
            yield return $"Your whole history, {Wording.Count(history.Trades.Count, "trade")} up to {words.Date(sample.AsOf)}, shows patterns that returned in {trades}.";
        }

        if (habits.Count > 0)
        {
            yield return string.Join('\n', habits.Select(h => h.Basis == sample
                ? $"- {h.Discovery.Finding.Text}"
                : $"- {h.Discovery.Finding.Text} This time there were {h.Trades.Count}, for {words.Money(h.NetPnl)}."));
        }
    }

    private static IEnumerable<string> Costs(LetterSource source)
    {
        var words = source.Words;
        var costly = source.Habits.Where(h => h.IsCostly && h.IsKnownAtEntry && h.NetPnl < 0).ToList();
        if (costly.Count > 0)
        {
            yield return string.Join('\n', costly.Take(MostCosts).Select(habit =>
                $"- The {Wording.Count(habit.Trades.Count, "trade")} {habit.Discovery.Contrast.Label} made {words.Money(habit.NetPnl)}; without them the result would be {words.Money(source.Figures.NetPnl - habit.NetPnl)} instead of {words.Money(source.Figures.NetPnl)}."));
        }

        if (costly.Count > 1)
        {
            var together = costly.SelectMany(h => h.Trades).DistinctBy(t => t.Ref).ToList();
            yield return $"{(together.Count < costly.Sum(h => h.Trades.Count) ? "Some trades show" : "No trade shows")} more than one such pattern: all {costly.Count} together are {Wording.Count(together.Count, "trade")}, for {words.Money(together.Sum(t => t.NetPnl!.Value))}.";
        }

        if (source.Overrun.Count > 0)
        {
            yield return $"{Wording.Count(source.Overrun.Count, "loss")} went past the initial risk, by {words.Money(-source.OverrunPnl)} in all.";
        }

        if (costly.Count == 0)
        {
            yield return source.Figures.LossCount == 0
                ? $"There is no cost to name: none of the {Wording.Count(source.Figures.TradeCount, "trade")} for {words.Money(source.Figures.NetPnl)} lost."
                : $"No costly pattern shows in these {Wording.Count(source.Figures.TradeCount, "trade")}: the {words.Money(-source.Figures.GrossLoss)} lost on {Wording.Count(source.Figures.LossCount, "trade")} belong to none that chance would not explain.";
        }
    }

    private static IEnumerable<string> Compared(LetterSource source)
    {
        if (source.Comparisons.Count == 0)
        {
            var first = source.Words.Date(source.Sample.Trades.Min(t => t.EntryAt));
            return [$"All {Wording.Count(source.Figures.TradeCount, "trade")} for {source.Words.Money(source.Figures.NetPnl)} since {first} are in this report, so nothing earlier is left to compare them with."];
        }

        return source.Comparisons.Select(comparison => Compared(source, comparison));
    }

    private static string Compared(LetterSource source, PeriodComparison comparison)
    {
        var (words, now, then) = (source.Words, source.Figures, comparison.Figures);
        var dates = $"{words.Date(comparison.From)} to {words.Date(comparison.To.AddTicks(-1))}";
        var name = comparison.Period == EarlierPeriods.Before ? "the period before" : "the same dates a year ago";
        if (then.TradeCount == 0)
        {
            return $"In {name}, {dates}, no trade was closed, so these {Wording.Count(now.TradeCount, "trade")} for {words.Money(now.NetPnl)} have nothing to be compared with there.";
        }

        var moved = comparison.NetPnlDifference < 0 ? "less" : "more";
        var text = $"In {name}, {dates}, you closed {Wording.Count(then.TradeCount, "trade")} for {words.Money(then.NetPnl)} net with {Wording.Rate(then.WinRate!.Value)} won: this time it is {words.Money(Math.Abs(comparison.NetPnlDifference))} {moved}, "
            + $"{words.Money(comparison.DueToTradeCount!.Value)} through the number of trades and {words.Money(comparison.DueToExpectancy!.Value)} through what a trade made ({words.Money(then.Expectancy!.Value)} then, {words.Money(now.Expectancy!.Value)} now).";
        return comparison.PValue switch
        {
            null => text,
            < 0.05 => $"{text} Chance hardly explains a change of {words.Money(now.Expectancy.Value - then.Expectancy.Value)} a trade (p = {FindingText.Q(comparison.PValue.Value)}).",
            { } p => $"{text} A change of {words.Money(now.Expectancy.Value - then.Expectancy.Value)} a trade is within what chance explains (p = {FindingText.Q(p)}).",
        };
    }

    private static string Paragraphs(IEnumerable<string> paragraphs) => string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
}

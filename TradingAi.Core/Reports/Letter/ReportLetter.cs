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

    private static IEnumerable<string> WhatHappened(LetterSource source) =>
    [
        InsightNarrator.Overview(source.Sample, source.Figures, source.Words),
        .. source.Subjects.Where(type => type != InsightType.Patterns).Select(type => FigureProse.Of(type, source.Sample, source.Figures, source.Words, source.Found)),
    ];

    private static IEnumerable<string> Why(LetterSource source)
    {
        var (words, sample) = (source.Words, source.Sample);
        if (source.Subjects.Contains(InsightType.Patterns))
        {
            yield return FigureProse.Of(InsightType.Patterns, sample, source.Figures, words, source.Found);
        }

        // The range's own findings come first: the history adds what the range is too short to show.
        var habits = source.Habits.OrderByDescending(h => h.Basis == sample).Take(MostReasons).ToLookup(h => h.Basis == sample);
        var own = habits[true].ToList();
        var trades = Wording.TradesOf(sample);
        if (source.Tested == 0)
        {
            yield return sample.Trades.Count == 1 ? $"On its own, {trades} shows no pattern." : $"On their own, {trades} are too few to be divided and tested.";
        }
        else if (own.Count == 0)
        {
            yield return InsightNarrator.NoneFound(source.Tested, source.SmallestQ!.Value, trades);
        }
        else
        {
            yield return InsightNarrator.SomeFound(source.Tested, source.Found.Count, trades) + (own.Count < source.Found.Count ? $"; {own.Count} of them:" : ":");
            yield return string.Join('\n', own.Select(h => $"- {h.Discovery.Finding.Text}"));
        }

        if (habits[false].Select(h => h.Basis).FirstOrDefault() is { } history)
        {
            yield return $"Your whole history, {Wording.Count(history.Trades.Count, "trade")} up to {words.Date(sample.AsOf)}, shows what {trades} cannot:";
            yield return string.Join('\n', habits[false].Select(h => $"- {h.Discovery.Finding.Text} {ThisTime(h, words)}"));
        }
    }

    private static string ThisTime(Habit habit, Wording words)
    {
        var count = habit.Trades.Count;
        var result = habit.IsContradicted
            ? $"and {(count == 1 ? "it" : "they")} made {words.Money(habit.NetPnl)}, against the pattern"
            : $"for {words.Money(habit.NetPnl)}";
        return $"This time there {(count == 1 ? "was" : "were")} {Wording.Count(count)}, {result}.";
    }

    private static IEnumerable<string> Costs(LetterSource source)
    {
        var (words, figures) = (source.Words, source.Figures);
        var habits = source.Habits.Where(h => h.IsCostly && h.IsKnownAtEntry).ToList();
        var costly = habits.Where(h => h.NetPnl < 0).ToList();
        if (costly.Count > 0)
        {
            yield return string.Join('\n', costly.Take(MostCosts).Select(habit =>
                $"- The {Wording.Count(habit.Trades.Count, "trade")} {habit.Discovery.Contrast.Label} made {words.Money(habit.NetPnl)}; without them the result would be {words.Money(figures.NetPnl - habit.NetPnl)} instead of {words.Money(figures.NetPnl)}."));
        }

        if (costly.Count > 1)
        {
            var together = costly.SelectMany(h => h.Trades).DistinctBy(t => t.Ref).ToList();
            yield return $"{(together.Count < costly.Sum(h => h.Trades.Count) ? "Some trades show" : "No trade shows")} more than one such pattern: all {Wording.Count(costly.Count)} together are {Wording.Count(together.Count, "trade")}, for {words.Money(together.Sum(t => t.NetPnl!.Value))}.";
        }

        if (source.Overrun.IsMaterial(figures))
        {
            yield return $"{Wording.Count(source.Overrun.Trades.Count)} of {Wording.Count(figures.LossCount, "loss")} went past the initial risk, commissions included, by {words.Money(source.Overrun.Beyond)} in all: {Wording.Rate(source.Overrun.ShareOfLoss(figures))} of what was lost.";
        }

        if (costly.Count == 0)
        {
            yield return NoCost(habits, source);
        }
    }

    // Without a pattern that cost money in the period.
    private static string NoCost(List<Habit> habits, LetterSource source)
    {
        var (words, figures) = (source.Words, source.Figures);
        if (figures.LossCount == 0)
        {
            return figures.TradeCount == 1
                ? $"There is no cost to name: the trade made {words.Money(figures.NetPnl)}."
                : $"There is no cost to name: none of the {Wording.Count(figures.TradeCount, "trade")} lost.";
        }

        List<Habit> before = [.. habits.Where(h => h.Basis != source.Sample && h.LostMoney)];
        if (before.Count > 0)
        {
            var spared = before.Take(MostCosts).Select(h => $"{Wording.Count(h.Trades.Count, "trade")} {h.Discovery.Contrast.Label} made {words.Money(h.NetPnl)}");
            return $"What was costly before cost nothing this time: {string.Join(", ", spared)}.";
        }

        return $"No costly pattern {(source.Habits.Any(h => h.IsCostly) ? "that is known at the entry and lost money " : "")}shows: the {words.Money(-figures.GrossLoss)} lost on "
            + $"{Wording.Count(figures.LossCount, "trade")} {(figures.LossCount == 1 ? "belongs" : "belong")} to none that chance would not explain.";
    }

    private static IEnumerable<string> Compared(LetterSource source)
    {
        if (source.Comparisons.Count == 0)
        {
            var first = source.Words.Date(source.Sample.Trades.Min(t => t.EntryAt));
            return [$"This report holds every closed trade since {first}, so nothing earlier is left to compare its {source.Words.Money(source.Figures.NetPnl)} with."];
        }

        var empty = source.Comparisons.Where(c => c.Figures.TradeCount == 0).ToList();
        var compared = source.Comparisons.Except(empty).Select(comparison => Compared(source, comparison));
        return empty.Count == 0
            ? compared
            : [.. compared, $"No trade was closed in {string.Join(" or in ", empty.Select(c => NameOf(c, source.Words)))}, so there is nothing to hold the {source.Words.Money(source.Figures.NetPnl)} against there."];
    }

    private static string Compared(LetterSource source, PeriodComparison comparison)
    {
        var (words, now, then) = (source.Words, source.Figures, comparison.Figures);
        var moved = (comparison.NetPnlDifference, comparison.DueToTradeCount!.Value) switch
        {
            (0, _) => "this time it is the same",
            (var by, 0) => $"this time it is {By(by)}, all of it through what a trade made ({Made()})",
            var (by, count) => $"this time it is {By(by)}: {By(count)} through the number of trades, and {By(comparison.DueToExpectancy!.Value)} through what a trade made ({Made()})",
        };
        var text = $"In {NameOf(comparison, words)}, you closed {Wording.Count(then.TradeCount, "trade")} for {words.Money(then.NetPnl)} net with {Wording.Rate(then.WinRate!.Value)} won: {moved}.";
        var change = now.Expectancy!.Value - then.Expectancy!.Value;
        return comparison.PValue switch
        {
            null => text,
            < 0.05 and var p => $"{text} Chance hardly explains a change of {words.Money(change)} a trade ({FindingText.Certainty("p", p)}).",
            { } p => $"{text} A change of {words.Money(change)} a trade is within what chance explains ({FindingText.Certainty("p", p)}).",
        };

        string By(decimal difference) => $"{words.Money(Math.Abs(difference))} {(difference < 0 ? "less" : "more")}";
        string Made() => $"{words.Money(then.Expectancy!.Value)} then, {words.Money(now.Expectancy!.Value)} now";
    }

    private static string NameOf(PeriodComparison comparison, Wording words) =>
        $"{(comparison.Period == EarlierPeriods.Before ? "the period before" : "the same dates a year ago")}, {words.Date(comparison.From)} to {words.Date(comparison.To.AddTicks(-1))}";

    private static string Paragraphs(IEnumerable<string> paragraphs) => string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
}

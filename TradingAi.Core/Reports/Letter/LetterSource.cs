using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports.Letter;

/// <summary>All that a report's letter is written from.</summary>
internal sealed class LetterSource
{
    /// <summary>Gathers it.</summary>
    /// <param name="range">The findings of the report's range.</param>
    /// <param name="history">The findings of the whole history up to the same present.</param>
    /// <param name="subjects">What the report is about, the most important first.</param>
    /// <param name="comparisons">The earlier periods.</param>
    public LetterSource(
        InsightComposer range, InsightComposer history, IReadOnlyList<InsightType> subjects, IReadOnlyList<PeriodComparison> comparisons)
    {
        Sample = range.Sample;
        Tested = range.Tested;
        Found = range.Discoveries;
        SmallestQ = range.SmallestQ;
        Subjects = subjects;
        Comparisons = comparisons;
        Words = new Wording(Sample.Journal);
        Figures = FigureCalculator.Compute(Sample.Trades, Sample.Journal.TimeZone);
        Habits = Habit.Of(range, history);
        Overrun = RiskOverrun.Of(Sample.Trades);
    }

    /// <summary>The range's trades.</summary>
    public TradeSample Sample { get; }

    /// <summary>How many divisions of them were tested.</summary>
    public int Tested { get; }

    /// <summary>What stands beyond chance in the range alone.</summary>
    public IReadOnlyList<Discovery> Found { get; }

    /// <summary>The smallest corrected p-value among them; null where nothing could be tested.</summary>
    public double? SmallestQ { get; }

    /// <summary>What the report is about.</summary>
    public IReadOnlyList<InsightType> Subjects { get; }

    /// <summary>The earlier periods.</summary>
    public IReadOnlyList<PeriodComparison> Comparisons { get; }

    /// <summary>How figures read.</summary>
    public Wording Words { get; }

    /// <summary>The range's figures.</summary>
    public Figures Figures { get; }

    /// <summary>What stands beyond chance and shows in the range.</summary>
    public IReadOnlyList<Habit> Habits { get; }

    /// <summary>Losses that went past the initial risk.</summary>
    public RiskOverrun Overrun { get; }
}

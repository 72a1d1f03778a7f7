using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Reports.Letter;

/// <summary>
/// The three things that a report asks the trader to do, each with its evidence: first what the statistics support, the dearest
/// first, then plain omissions that the journal shows. Fewer where there is less to say; never a promise of a result.
/// </summary>
internal static class ThingsToDo
{
    /// <summary>The most that a trader can be asked to work on.</summary>
    public const int Most = 3;

    private const int MostRefs = 5;

    // A stop is missing as a habit where it is missing on one stock trade in five.
    private const double NotableShare = 0.2;

    /// <summary>One text each.</summary>
    public static IReadOnlyList<string> Of(LetterSource source) => source.Sample.Trades.Count == 0
        ? []
        : [.. source.Habits.Select(h => Of(h, source)).Concat(Omissions(source)).Take(Most)];

    private static string Of(Habit habit, LetterSource source)
    {
        var (finding, words) = (habit.Discovery.Finding, source.Words);
        var evidence = habit.Basis == source.Sample
            ? $"q = {FindingText.Q(finding.QValue)}"
            : $"q = {FindingText.Q(finding.QValue)} over your whole history up to {words.Date(source.Sample.AsOf)}, and {Wording.Count(habit.Trades.Count, "trade")} this time for {words.Money(habit.NetPnl)}";
        var text = $"{FindingText.Recommendation(habit.Discovery, habit.Basis)} Evidence: {evidence} ({Refs(habit.Trades)}).";
        return finding.Worth is { } worth && habit.IsAboutResults ? $"{text} {worth.Text}" : text;
    }

    // What the journal shows without any test: it is described, not proved.
    private static IEnumerable<string> Omissions(LetterSource source)
    {
        var words = source.Words;
        if (source.Overrun.Count > 0)
        {
            yield return $"Close a losing trade where you said you would; evidence: {Wording.Count(source.Overrun.Count, "loss")} of {source.Figures.LossCount} went {words.Money(-source.OverrunPnl)} past the initial risk ({Refs(source.Overrun)}).";
        }

        var stocks = source.Sample.Trades.Where(t => t.Asset == Asset.Stock).ToList();
        var unstopped = stocks.Where(t => t.StopLoss is null).ToList();
        if (stocks.Count > 0 && unstopped.Count >= NotableShare * stocks.Count)
        {
            yield return $"Write the stop down with the entry; evidence: {unstopped.Count} of {Wording.Count(stocks.Count, "stock trade")} had none and made {words.Money(unstopped.Sum(t => t.NetPnl!.Value))}, at a risk that nobody can state ({Refs(unstopped)}).";
        }

        var lost = FigureCalculator.Daily(source.Sample.Trades, source.Sample.Journal.TimeZone).Where(d => d.Pnl < 0).ToList();
        if (lost.Count > 1)
        {
            var (worst, usual) = (lost.MinBy(d => d.Pnl), lost.Average(d => d.Pnl));
            yield return $"Decide on a loss at which a day ends; evidence: {worst.Date:yyyy-MM-dd} lost {words.Money(-worst.Pnl)}, while the {Wording.Count(lost.Count, "losing day")} lost {words.Money(-usual)} on average.";
        }
    }

    // The largest results say most.
    private static string Refs(IReadOnlyList<Trade> trades) =>
        string.Join(", ", trades.OrderByDescending(t => Math.Abs(t.NetPnl!.Value)).Take(MostRefs).Select(t => Wording.Name(t.Ref.ToString())))
        + (trades.Count > MostRefs ? $" and {Wording.Count(trades.Count - MostRefs)} more" : "");
}

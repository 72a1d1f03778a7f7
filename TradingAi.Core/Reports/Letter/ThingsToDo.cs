using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Reports.Letter;

/// <summary>
/// The three things at most that a report asks the trader to do, each with its evidence of what it cost or made: first what the
/// statistics support, the dearest first, then omissions that cost money in the period, then what the history supports though the
/// period contradicts it. None where nothing has such evidence; never a promise of a result.
/// </summary>
internal static class ThingsToDo
{
    /// <summary>The most that a trader can be asked to work on.</summary>
    public const int Most = 3;

    private const int MostRefs = 5;

    // A stop is missing as a habit where it is missing on one stock trade in five.
    private const double NotableShare = 0.2;
    private const int LeastUnstopped = 5;

    /// <summary>One text each.</summary>
    public static IReadOnlyList<string> Of(LetterSource source)
    {
        var habits = source.Habits.ToLookup(h => h.IsContradicted);
        return
        [
            .. habits[false].Select(h => Of(h, source))
                .Concat(Omissions(source))
                .Concat(habits[true].Where(h => h.IsCostly).Select(h => Of(h, source)))
                .OfType<string>().Take(Most),
        ];
    }

    private static string? Of(Habit habit, LetterSource source)
    {
        if (Advice.Of(habit.Discovery, habit.Basis) is not { } advice)
        {
            return null;
        }

        var (finding, words) = (habit.Discovery.Finding, source.Words);
        var evidence = FindingText.Certainty("q", finding.QValue);
        if (habit.Basis != source.Sample)
        {
            var trades = Wording.Count(habit.Trades.Count, "trade");
            var thisTime = habit.IsContradicted
                ? $", though the {trades} this time made {words.Money(habit.NetPnl)}, against it"
                : $", and {trades} this time for {words.Money(habit.NetPnl)}";
            evidence += $" over your whole history up to {words.Date(source.Sample.AsOf)}{thisTime}";
        }

        var text = $"{advice} Evidence: {evidence} ({Refs(habit.Trades)}).";
        return habit is { IsAboutResults: true, IsKnownAtEntry: true } ? $"{text} {finding.Worth.Text}" : text;
    }

    // What the journal shows without any test: it is described, not proved, and left out where it cost little or nothing.
    private static IEnumerable<string> Omissions(LetterSource source)
    {
        var (words, figures) = (source.Words, source.Figures);
        if (source.Overrun.IsMaterial(figures) && !source.Habits.Any(h => h.Discovery.Finding.Dimension == "stop_overrun"))
        {
            yield return $"Close a losing trade where you said you would; evidence: {Wording.Count(source.Overrun.Trades.Count)} of {Wording.Count(figures.LossCount, "loss")} went past the initial risk, commissions included, "
                + $"by {words.Money(source.Overrun.Beyond)} or {Wording.Rate(source.Overrun.ShareOfLoss(figures))} of all that was lost ({Refs(source.Overrun.Trades)}).";
        }

        if (Unstopped(source) is { } unstopped)
        {
            yield return unstopped;
        }
    }

    private static string? Unstopped(LetterSource source)
    {
        var words = source.Words;
        var stocks = source.Sample.Trades.Where(t => t.Asset == Asset.Stock).ToList();
        var (with, without) = (stocks.Where(t => t.StopLoss is not null).ToList(), stocks.Where(t => t.StopLoss is null).ToList());
        if (Math.Min(with.Count, without.Count) >= FindingSearch.MinimumSide)
        {
            // The difference was tested: it is among the findings, or chance explains it.
            return null;
        }

        if (without.Count < LeastUnstopped || without.Count < NotableShare * stocks.Count || Sum(without) >= 0 || (with.Count > 0 && Mean(with) <= Mean(without)))
        {
            return null;
        }

        var compared = with.Count == 0 ? "" : $", {words.Money(Mean(without))} a trade where one with a stop made {words.Money(Mean(with))}";
        return $"Write the stop down with the entry; evidence: {Wording.Count(without.Count)} of {Wording.Count(stocks.Count, "stock trade")} had none and made {words.Money(Sum(without))}{compared} ({Refs(without)}).";

        static decimal Sum(List<Trade> trades) => trades.Sum(t => t.NetPnl!.Value);
        static decimal Mean(List<Trade> trades) => Sum(trades) / trades.Count;
    }

    // The largest results say most.
    private static string Refs(IReadOnlyList<Trade> trades) =>
        string.Join(", ", trades.OrderByDescending(t => Math.Abs(t.NetPnl!.Value)).Take(MostRefs).Select(t => Wording.Name(t.Ref.ToString())))
        + (trades.Count > MostRefs ? $" and {Wording.Count(trades.Count - MostRefs)} more" : "");
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>The figures that each type of insight puts first, in prose. Descriptive: what happened, not why.</summary>
internal static class FigureProse
{
    /// <summary>The paragraph of a type; short where there is a single trade, which has no average, no best day and no run.</summary>
    /// <param name="type">Which type.</param>
    /// <param name="sample">The trades.</param>
    /// <param name="figures">Their figures.</param>
    /// <param name="words">How it is written.</param>
    /// <param name="found">What goes beyond chance in them.</param>
    public static string Of(InsightType type, TradeSample sample, Figures figures, Wording words, IReadOnlyList<Discovery> found) => string.Join(' ', type switch
    {
        InsightType.Patterns => Patterns(sample, words, found),
        InsightType.Performance => Performance(sample, figures, words),
        InsightType.Risk => RiskProse.Of(sample, figures, words),
        _ => Behavior(sample, figures, words),
    });

    private static IEnumerable<string> Patterns(TradeSample sample, Wording words, IReadOnlyList<Discovery> found)
    {
        foreach (var (dimension, name) in new[] { (GroupDimension.Symbol, "symbol"), (GroupDimension.Playbook, "playbook"), (GroupDimension.Weekday, "weekday of entry") })
        {
            var groups = GroupDimensions.Group(dimension, sample.Trades, sample.Journal).OrderByDescending(g => g.NetPnl).ToList();
            if (groups.Count > 1)
            {
                // One of several groups is always the best.
                var proven = found.Any(d => d.Finding.Dimension == GroupDimensions.NameOf(dimension) && (d.Finding.Key == groups[0].Key || d.Finding.Key == groups[^1].Key));
                yield return $"By {name}, {Group(groups[0])} came out best and {Group(groups[^1])} worst{(proven ? "" : ", which chance alone may have done")}.";
            }
        }

        string Group(GroupFigures g) =>
            $"{Wording.Name(g.Key)} ({words.Money(g.NetPnl)} over {Wording.Count(g.TradeCount, "trade")}, {Wording.Rate(g.WinRate!.Value)} won)";
    }

    private static IEnumerable<string> Performance(TradeSample sample, Figures figures, Wording words)
    {
        if (figures.TradeCount > 1)
        {
            yield return Average(figures, words);
            yield return Days(sample, figures, words);
        }

        if (figures.TotalCommissions > 0)
        {
            yield return Commissions(figures.TotalCommissions, figures.NetPnl + figures.TotalCommissions, words);
        }
    }

    private static string Average(Figures figures, Wording words)
    {
        var text = $"A trade made {words.Money(figures.Expectancy!.Value)} on average";
        if (figures.WinCount == figures.TradeCount || figures.LossCount == figures.TradeCount)
        {
            return text + ".";
        }

        return text
            + (figures.AverageWin is { } win ? $", a win {words.Money(win)}" : "")
            + (figures.AverageLoss is { } loss ? $", a loss {words.Money(loss)}" : "")
            + (figures.ProfitFactor is > 0 and var factor ? $"; gross profit was {Wording.Number(factor)} times gross loss." : ".");
    }

    private static string Days(TradeSample sample, Figures figures, Wording words)
    {
        var daily = FigureCalculator.Daily(sample.Trades, sample.Journal.TimeZone);
        if (daily is [var only])
        {
            return $"All {Wording.Count(figures.TradeCount)} were closed on {only.Date:yyyy-MM-dd}.";
        }

        var (best, worst) = (daily.MaxBy(d => d.Pnl), daily.MinBy(d => d.Pnl));
        return $"Of {Wording.Count(daily.Count, "day")} with a closed trade, {best.Date:yyyy-MM-dd} was the best ({words.Money(best.Pnl)}) and {worst.Date:yyyy-MM-dd} the worst ({words.Money(worst.Pnl)})"
            + (figures.SharpeRatio is { } sharpe ? $", with a Sharpe ratio of {Wording.Number(sharpe)}." : ".");
    }

    private static string Commissions(decimal paid, decimal gross, Wording words) => gross switch
    {
        <= 0 => $"Commissions added {words.Money(paid)} to a gross loss of {words.Money(-gross)}.",
        _ when paid > gross => $"Commissions of {words.Money(paid)} took more than the {words.Money(gross)} made before them.",
        _ => $"Commissions took {words.Money(paid)} of {words.Money(gross)}.",
    };

    private static IEnumerable<string> Behavior(TradeSample sample, Figures figures, Wording words)
    {
        yield return Holding(sample, figures, words);
        var busiest = sample.Trades.GroupBy(t => LocalTime.DateOf(t.EntryAt, sample.Journal.TimeZone)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
        if (busiest.Count() > 1)
        {
            yield return $"The busiest day of entries was {busiest.Key:yyyy-MM-dd} with {Wording.Count(busiest.Count(), "trade")} for {words.Money(busiest.Sum(t => t.NetPnl!.Value))}.";
        }

        if (Marked(sample, words) is { } marked)
        {
            yield return marked;
        }
    }

    private static string Holding(TradeSample sample, Figures figures, Wording words)
    {
        var (winners, losers) = (sample.Trades.Where(t => t.NetPnl > 0).ToList(), sample.Trades.Where(t => t.NetPnl < 0).ToList());
        if (winners.Count > 0 && losers.Count > 0)
        {
            var (won, lost) = Wording.Hours(Hold(winners), Hold(losers));
            return $"Winners were held {won} on average and losers {lost}; the longest runs were "
                + $"{Wording.Count(figures.MaxConsecutiveWins, "win")} and {Wording.Count(figures.MaxConsecutiveLosses, "loss")}.";
        }

        return sample.Trades is [var only]
            ? $"It was entered on {words.Date(only.EntryAt)} and held {Wording.Hours(Hold([only]))}."
            : $"The {Wording.Count(sample.Trades.Count, "trade")} were held {Wording.Hours(Hold(sample.Trades))} on average.";
    }

    private static string? Marked(TradeSample sample, Wording words)
    {
        var marked = sample.Trades.Where(t => t.Mistakes.Count > 0).ToList();
        if (marked.Count == 0)
        {
            return null;
        }

        var most = marked.SelectMany(t => t.Mistakes).GroupBy(m => m, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase).First();
        var name = $"“{Wording.Name(most.Key)}”";
        return $"You marked mistakes on {Wording.Count(marked.Count, "trade")} worth {words.Money(marked.Sum(t => t.NetPnl!.Value))}, "
            + (most.Count() > 1 ? $"most often {name} ({Wording.Count(most.Count())})." : $"such as {name}.");
    }

    private static double Hold(IReadOnlyCollection<Trade> trades) => trades.Average(t => t.HoldTime!.Value.TotalHours);
}

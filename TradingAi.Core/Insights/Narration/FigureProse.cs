using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>The figures that each type of insight puts first, in prose. Descriptive: what happened, not why.</summary>
internal static class FigureProse
{
    /// <summary>The paragraph of a type.</summary>
    public static string Of(InsightType type, TradeSample sample, Figures figures, Wording words) => string.Join(' ', type switch
    {
        InsightType.Patterns => Patterns(sample, words),
        InsightType.Performance => Performance(sample, figures, words),
        InsightType.Risk => Risk(sample, figures, words),
        _ => Behavior(sample, figures, words),
    });

    private static IEnumerable<string> Patterns(TradeSample sample, Wording words)
    {
        foreach (var (dimension, name) in new[] { (GroupDimension.Symbol, "symbol"), (GroupDimension.Playbook, "playbook"), (GroupDimension.Weekday, "weekday of entry") })
        {
            var groups = GroupDimensions.Group(dimension, sample.Trades, sample.Journal).OrderByDescending(g => g.NetPnl).ToList();
            if (groups.Count > 1)
            {
                yield return $"By {name}, {Group(groups[0])} came out best and {Group(groups[^1])} worst.";
            }
        }

        string Group(GroupFigures g) =>
            $"{Wording.Name(g.Key)} ({words.Money(g.NetPnl)} over {Wording.Count(g.TradeCount, "trade")}, {Wording.Rate(g.WinRate!.Value)} won)";
    }

    private static IEnumerable<string> Performance(TradeSample sample, Figures figures, Wording words)
    {
        yield return $"A trade made {words.Money(figures.Expectancy!.Value)} on average"
            + (figures.AverageWin is { } win ? $", a win {words.Money(win)}" : "")
            + (figures.AverageLoss is { } loss ? $", a loss {words.Money(loss)}" : "")
            + (figures.ProfitFactor is { } factor ? $"; gross profit was {Wording.Number(factor)} times gross loss." : ".");
        var daily = FigureCalculator.Daily(sample.Trades, sample.Journal.TimeZone);
        var (best, worst) = (daily.MaxBy(d => d.Pnl), daily.MinBy(d => d.Pnl));
        yield return $"Of {Wording.Count(daily.Count, "day")} with a closed trade, {best.Date:yyyy-MM-dd} was the best ({words.Money(best.Pnl)}) and {worst.Date:yyyy-MM-dd} the worst ({words.Money(worst.Pnl)})"
            + (figures.SharpeRatio is { } sharpe ? $", with a Sharpe ratio of {Wording.Number(sharpe)}." : ".");
        if (figures.TotalCommissions > 0)
        {
            yield return $"Commissions took {words.Money(figures.TotalCommissions)} of {words.Money(figures.NetPnl + figures.TotalCommissions)}.";
        }
    }

    private static IEnumerable<string> Risk(TradeSample sample, Figures figures, Wording words)
    {
        yield return $"The equity curve fell {words.Money(figures.MaxDrawdown)} below its peak at most, over {Wording.Count(figures.MaxDrawdownDays, "day")}, on the way to {words.Money(figures.NetPnl)} net"
            + (figures.LargestLoss is { } largest ? $"; the largest single loss was {words.Money(largest)}." : ".");
        if (figures.ValueAtRisk95 is { } risk && figures.ExpectedShortfall95 is { } shortfall)
        {
            yield return $"One trading day in twenty lost {words.Money(risk)} or more, {words.Money(shortfall)} on average on such days.";
        }

        var stocks = sample.Trades.Where(t => t.Asset == Asset.Stock).ToList();
        var stopped = stocks.Count(t => t.StopLoss is not null);
        if (stocks.Count > 0)
        {
            yield return $"A stop stood on {Wording.Count(stopped)} of {Wording.Count(stocks.Count, "stock trade")}, which made {words.Money(stocks.Sum(t => t.NetPnl!.Value))} together.";
        }

        var overrun = sample.Trades.Where(t => t.R < -1).ToList();
        if (overrun.Count > 0)
        {
            yield return $"{Wording.Count(overrun.Count, "trade")} lost more than the initial risk, {words.Money(overrun.Sum(t => t.NetPnl!.Value))} together.";
        }
    }

    private static IEnumerable<string> Behavior(TradeSample sample, Figures figures, Wording words)
    {
        var (winners, losers) = (sample.Trades.Where(t => t.NetPnl > 0).ToList(), sample.Trades.Where(t => t.NetPnl < 0).ToList());
        if (winners.Count > 0 && losers.Count > 0)
        {
            yield return $"Winners were held {Hold(winners)} on average and losers {Hold(losers)}, for {words.Money(figures.GrossProfit)} and {words.Money(figures.GrossLoss)}.";
        }

        var busiest = sample.Trades.GroupBy(t => LocalTime.DateOf(t.EntryAt, sample.Journal.TimeZone)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
        yield return $"The busiest day of entries was {busiest.Key:yyyy-MM-dd} with {Wording.Count(busiest.Count(), "trade")} for {words.Money(busiest.Sum(t => t.NetPnl!.Value))}.";
        yield return $"The longest runs were {Wording.Count(figures.MaxConsecutiveWins, "win")} and {Wording.Count(figures.MaxConsecutiveLosses, "loss")} among the {Wording.Count(figures.TradeCount)} worth {words.Money(figures.NetPnl)}.";
        var marked = sample.Trades.Where(t => t.Mistakes.Count > 0).ToList();
        if (marked.Count > 0)
        {
            var most = marked.SelectMany(t => t.Mistakes).GroupBy(m => m, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase).First();
            yield return $"You marked mistakes on {Wording.Count(marked.Count, "trade")} worth {words.Money(marked.Sum(t => t.NetPnl!.Value))}, most often “{Wording.Name(most.Key)}” ({Wording.Count(most.Count())}).";
        }
    }

    private static string Hold(IReadOnlyCollection<Trade> trades) => Wording.Hours(trades.Average(t => t.HoldTime!.Value.TotalHours));
}

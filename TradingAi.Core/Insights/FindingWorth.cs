using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Hypotheses;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights;

/// <summary>
/// What a finding was worth: the range's figures as they are and without the trades that the finding is about. Arithmetic
/// on what happened, no forecast: another trade might have been taken instead.
/// </summary>
public sealed record FindingWorth
{
    /// <summary>The comparison in one sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Trades left out.</summary>
    public required int TradeCount { get; init; }

    /// <summary>Net P&amp;L of the trades left out, in the account's currency.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>What leaving them out adds to the net P&amp;L: over 0 where they cost money.</summary>
    public required decimal Difference { get; init; }

    /// <summary>The range as it was.</summary>
    public required WorthFigures Actual { get; init; }

    /// <summary>The range without these trades.</summary>
    public required WorthFigures Without { get; init; }

    /// <summary>The worth of the trades that a contrast is about.</summary>
    internal static FindingWorth Of(Contrast contrast, TradeSample sample)
    {
        var leftOut = (contrast.LeftOut ?? contrast.Side).ToHashSet();
        var actual = WorthFigures.Of(sample.Trades, sample.Journal.TimeZone);
        var without = WorthFigures.Of([.. sample.Trades.Where((_, n) => !leftOut.Contains(n))], sample.Journal.TimeZone);
        return new FindingWorth
        {
            Text = FindingText.Worth(contrast, leftOut.Count, actual, without, new Wording(sample.Journal)),
            TradeCount = leftOut.Count,
            NetPnl = actual.NetPnl - without.NetPnl,
            Difference = without.NetPnl - actual.NetPnl,
            Actual = actual,
            Without = without,
        };
    }
}

/// <summary>The main figures of a set of closed trades; named and defined as in <see cref="Figures"/>.</summary>
/// <param name="TradeCount">Closed trades.</param>
/// <param name="WinRate">Wins over trades, 0–1; null without trades.</param>
/// <param name="NetPnl">Sum of net P&amp;L, in the account's currency.</param>
/// <param name="Expectancy">Mean net P&amp;L a trade; null without trades.</param>
/// <param name="ProfitFactor">Gross profit over the size of gross loss; null without losses.</param>
/// <param name="MaxDrawdown">Largest fall of the equity curve below its running peak, in the account's currency, 0 or more.</param>
public sealed record WorthFigures(
    int TradeCount, double? WinRate, decimal NetPnl, decimal? Expectancy, double? ProfitFactor, decimal MaxDrawdown)
{
    internal static WorthFigures Of(IReadOnlyList<Trade> trades, TimeZoneInfo zone)
    {
        var figures = FigureCalculator.Compute(trades, zone);
        return new(figures.TradeCount, figures.WinRate, figures.NetPnl, figures.Expectancy, figures.ProfitFactor, figures.MaxDrawdown);
    }
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>A figure that a question can ask for.</summary>
/// <param name="Name">Its wire name.</param>
/// <param name="Unit">The unit of its value.</param>
/// <param name="Label">What prose calls it.</param>
/// <param name="HigherIsBetter">Which end is the best one.</param>
/// <param name="Compute">Its value over closed trades in pooled order; null where undefined.</param>
internal sealed record Figure(
    string Name, string Unit, string Label, bool HigherIsBetter, Func<IReadOnlyList<Trade>, JournalView, Quantity?> Compute)
{
    /// <summary>Its value among the figures of the analytics; null where it is none of them.</summary>
    public Func<Figures, Quantity?>? Read { get; init; }

    /// <summary>The trades that it is computed from, where it may leave out others; null for all.</summary>
    public FigureSample? Sample { get; init; }

    /// <summary>Over how many of the trades it is computed.</summary>
    public int CountOf(IReadOnlyList<Trade> trades) => Sample is { } sample ? trades.Count(sample.Holds) : trades.Count;

    /// <summary>True where a sum over nothing is 0 rather than undefined.</summary>
    public bool IsTotal => Unit is "trades" or "days" or "symbols" or "positions" or "playbooks" or "tags" or "strategies" or "months" or "weeks"
        || Name is "net_pnl" or "gross_profit" or "gross_loss" or "total_commissions" or "total_r" or "max_drawdown";
}

/// <summary>The trades that a figure is computed from.</summary>
/// <param name="Name">Wire name of their number.</param>
/// <param name="Words">What tells them from the others, behind the noun.</param>
/// <param name="Holds">True for one of them.</param>
/// <param name="Condition">The same as a restriction, where questions have one.</param>
internal sealed record FigureSample(string Name, string Words, Func<Trade, bool> Holds, Condition? Condition = null)
{
    private const string Known = "whose initial risk is known";

    /// <summary>Those with a multiple of R.</summary>
    public static FigureSample WithR { get; } = new("known_risk_count", Known, t => t.R is not null);

    /// <summary>Those with an initial risk.</summary>
    public static FigureSample WithRisk { get; } = new("known_risk_count", Known, t => t.InitialRisk is not null);

    /// <summary>Those with a rating.</summary>
    public static FigureSample Rated { get; } = new("rated_count", "with a rating", t => t.Rating is not null);

    /// <summary>Those that won.</summary>
    public static FigureSample Won { get; } = new("win_count", "that won", t => t.NetPnl > 0, new ResultCondition(TradeResult.Win));

    /// <summary>Those that lost.</summary>
    public static FigureSample Lost { get; } = new("loss_count", "that lost", t => t.NetPnl < 0, new ResultCondition(TradeResult.Loss));
}

/// <summary>All figures by wire name.</summary>
internal static class FigureCatalog
{
    private static readonly Dictionary<string, Figure> s_all = All().ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static IEnumerable<string> Names => s_all.Keys;

    /// <summary>Finds a figure.</summary>
    public static Figure Get(string name) => s_all[name];

    private static IEnumerable<Figure> All() =>
    [
        // The four that every group is compared by are computed alone: a question may ask for hundreds of groups.
        new("net_pnl", "currency", "net P&L", true, (t, _) => Quantity.Of(t.Sum(x => x.NetPnl!.Value))) { Read = f => Quantity.Of(f.NetPnl) },
        new("trade_count", "trades", "number of closed trades", true, (t, _) => Quantity.Of(t.Count)) { Read = f => Quantity.Of(f.TradeCount) },
        new("win_rate", "fraction", "win rate", true, (t, _) => t.Count == 0 ? null : Quantity.Of((double)t.Count(x => x.NetPnl > 0) / t.Count)) { Read = f => Quantity.Of(f.WinRate) },
        new("expectancy", "currency", "average result per trade", true, (t, _) => t.Count == 0 ? null : Quantity.Of(t.Sum(x => x.NetPnl!.Value) / t.Count)) { Read = f => Quantity.Of(f.Expectancy) },
        new("loss_rate", "fraction", "loss rate", false, (t, _) => t.Count == 0 ? null : Quantity.Of((double)t.Count(x => x.NetPnl < 0) / t.Count)),
        Standard("win_count", "trades", "number of winning trades", true, f => Quantity.Of(f.WinCount)),
        Standard("loss_count", "trades", "number of losing trades", false, f => Quantity.Of(f.LossCount)),
        Standard("break_even_count", "trades", "number of break-even trades", true, f => Quantity.Of(f.BreakEvenCount)),
        Standard("gross_profit", "currency", "gross profit", true, f => Quantity.Of(f.GrossProfit)),
        Standard("gross_loss", "currency", "gross loss", true, f => Quantity.Of(f.GrossLoss)),
        Standard("profit_factor", "ratio", "profit factor", true, f => Quantity.Of(f.ProfitFactor)),
        Standard("payoff_ratio", "ratio", "payoff ratio", true, f => Quantity.Of(f.PayoffRatio)),
        Standard("average_win", "currency", "average win", true, f => Quantity.Of(f.AverageWin)) with { Sample = FigureSample.Won },
        Standard("average_loss", "currency", "average loss", true, f => Quantity.Of(f.AverageLoss)) with { Sample = FigureSample.Lost },
        Standard("largest_win", "currency", "largest win", true, f => Quantity.Of(f.LargestWin)),
        Standard("largest_loss", "currency", "largest loss", true, f => Quantity.Of(f.LargestLoss)),
        Standard("max_consecutive_wins", "trades", "longest winning streak", true, f => Quantity.Of(f.MaxConsecutiveWins)),
        Standard("max_consecutive_losses", "trades", "longest losing streak", false, f => Quantity.Of(f.MaxConsecutiveLosses)),
        Standard("total_commissions", "currency", "total of commissions", false, f => Quantity.Of(f.TotalCommissions)),
        Standard("average_hold_hours", "hours", "average holding time", true, f => Quantity.Of(f.AverageHoldHours)),
        Standard("max_drawdown", "currency", "maximum drawdown", false, f => Quantity.Of(f.MaxDrawdown)),
        Standard("max_drawdown_days", "days", "length of the maximum drawdown from peak to trough", false, f => Quantity.Of(f.MaxDrawdownDays)),
        Standard("sharpe_ratio", "ratio", "Sharpe ratio", true, f => Quantity.Of(f.SharpeRatio)),
        Standard("sortino_ratio", "ratio", "Sortino ratio", true, f => Quantity.Of(f.SortinoRatio)),
        Standard("value_at_risk_95", "currency", "95% value at risk for a day", false, f => Quantity.Of(f.ValueAtRisk95)),
        Standard("expected_shortfall_95", "currency", "95% expected shortfall for a day", false, f => Quantity.Of(f.ExpectedShortfall95)),
        Standard("average_r", "R", "average R", true, f => Quantity.Of(f.AverageR)) with { Sample = FigureSample.WithR },
        Standard("system_quality_number", "ratio", "system quality number", true, f => Quantity.Of(f.SystemQualityNumber)) with { Sample = FigureSample.WithR },
        Standard("kelly_fraction", "fraction", "Kelly fraction", true, f => Quantity.Of(f.KellyFraction)),
        new("ulcer_index", "currency", "ulcer index", false, (t, _) => Quantity.Of(RiskCalculator.UlcerIndex([.. t.Select(x => x.NetPnl!.Value)]))),
        new("recovery_factor", "ratio", "recovery factor", true, (t, _) => Quantity.Of(RiskCalculator.RecoveryFactor(t))),
        new("risk_of_ruin", "fraction", "risk of ruin (that a hundred trades drawn from these fall twenty average losses below their start)", false, (t, _) => Quantity.Of(RuinRisk.Of([.. t.Select(x => x.NetPnl!.Value)])?.Probability)),
        .. DerivedFigures.All(),
    ];

    private static Figure Standard(string name, string unit, string label, bool higherIsBetter, Func<Figures, Quantity?> read) =>
        new(name, unit, label, higherIsBetter, (trades, view) => read(FigureCalculator.Compute(trades, view.Zone))) { Read = read };
}

using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>What the risk score is computed from. Money is in the account's currency.</summary>
public sealed record RiskInputs
{
    /// <summary>Notional of the open positions by symbol.</summary>
    public required IReadOnlyDictionary<string, decimal> OpenNotional { get; init; }

    /// <summary>The 90 days' usual exposure (<see cref="OpenPositions.UsualExposure"/>); null where too little is known.</summary>
    public required decimal? UsualExposure { get; init; }

    /// <summary>Net P&amp;L a trade in the range <c>30d</c>.</summary>
    public required Moments RecentPnl { get; init; }

    /// <summary>Net P&amp;L a trade in the 365 days before that range.</summary>
    public required Moments UsualPnl { get; init; }

    /// <summary>How far the equity curve stands below its peak (0 or higher), 0 or more.</summary>
    public required decimal CurrentDrawdown { get; init; }

    /// <summary>The deepest such fall, this one included, 0 or more.</summary>
    public required decimal MaxDrawdown { get; init; }

    /// <summary>The mean loss, as an amount over 0; null without a loss.</summary>
    public required decimal? AverageLoss { get; init; }

    /// <summary>ISO 4217, for the explanations.</summary>
    public required string Currency { get; init; }

    /// <summary>The period of <see cref="RecentPnl"/>.</summary>
    public static InstantRange RecentPeriod(DateTimeOffset asOf, TimeZoneInfo zone) => new TimeRange(TimeRangeName.Days30).Resolve(asOf, zone);

    /// <summary>The period of <see cref="UsualPnl"/>.</summary>
    public static InstantRange UsualPeriod(DateTimeOffset asOf, TimeZoneInfo zone)
    {
        var end = RecentPeriod(asOf, zone).Start!.Value;
        return new InstantRange(end - TimeSpan.FromDays(365), end);
    }

    /// <summary>The period of <see cref="UsualExposure"/>.</summary>
    public static InstantRange ExposurePeriod(DateTimeOffset asOf, TimeZoneInfo zone) => new TimeRange(TimeRangeName.Days90).Resolve(asOf, zone);

    /// <summary>Computes all of it from a journal.</summary>
    /// <param name="journal">The user's journal.</param>
    /// <param name="asOf">The present: later entries and exits have not happened.</param>
    public static RiskInputs Of(JournalSnapshot journal, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var zone = journal.TimeZone;
        var closed = journal.ClosedTrades.Where(t => t.ExitAt < asOf).ToList();
        var losses = closed.Where(t => t.NetPnl < 0).ToList();
        var (equity, peak) = (0m, 0m);
        foreach (var trade in closed)
        {
            equity += trade.NetPnl!.Value;
            peak = Math.Max(peak, equity);
        }

        var exposure = ExposurePeriod(asOf, zone);
        return new RiskInputs
        {
            OpenNotional = OpenPositions.NotionalBySymbol(journal.Trades.Where(t => OpenPositions.IsOpenAt(t, asOf))),
            UsualExposure = OpenPositions.UsualExposure(journal.Trades.Where(t => !t.IsClosed || t.ExitAt >= exposure.Start), exposure.Start!.Value, asOf),
            RecentPnl = PnlIn(RecentPeriod(asOf, zone)),
            UsualPnl = PnlIn(UsualPeriod(asOf, zone)),
            CurrentDrawdown = peak - equity,
            MaxDrawdown = Drawdown.Compute(closed).Depth,
            AverageLoss = losses.Count == 0 ? null : -losses.Sum(t => t.NetPnl!.Value) / losses.Count,
            Currency = journal.Profile.Currency,
        };

        Moments PnlIn(InstantRange period) => Moments.Of(closed.Where(t => period.Contains(t.ExitAt!.Value)).Select(t => (double)t.NetPnl!.Value));
    }
}

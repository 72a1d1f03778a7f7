using System.Text.Json.Serialization;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Live;

/// <summary>
/// A trader's figures of the moment. Only closed trades count, unless a figure says open; money is in the account's currency.
/// They cost O(log n) and what happened in the last 90 days, however long the journal is.
/// </summary>
public sealed record LiveFigures
{
    private const int MomentumTrades = 20;
    private const int MomentumHistory = 20;
    private const double FrequencyDays = 30;

    /// <summary>
    /// Net P&amp;L of the trades that closed today, in the trader's time zone. There is no price feed: what open positions are worth
    /// is not known and not in it.
    /// </summary>
    public required decimal CurrentPnl { get; init; }

    /// <summary>Wins over trades that closed in the last 24 hours, 0–1; null without any.</summary>
    [JsonPropertyName("win_rate_24h")]
    public required double? WinRate24h { get; init; }

    /// <summary>Trades a day: those of the range <c>30d</c> over 30.</summary>
    public required double TradeFrequency { get; init; }

    /// <summary>0–100; see <see cref="Risk.RiskScore"/>.</summary>
    public required int RiskScore { get; init; }

    /// <summary>The score's factors by name, each 0–1.</summary>
    public required IReadOnlyDictionary<string, double> RiskFactors { get; init; }

    /// <summary>The figures behind each factor, in a sentence, by the same names.</summary>
    public required IReadOnlyDictionary<string, string> RiskExplanations { get; init; }

    /// <summary>
    /// −1 to 1: whether the last trades, 20 at most and none older than the range <c>90d</c>, go worse or better than all before
    /// them: tanh(2 · n/(n + 20) · (recent mean − usual mean) / usual standard deviation) of net P&amp;L a trade. The fraction
    /// shrinks what rests on few trades; 0 under 20 trades before them.
    /// </summary>
    public required double MomentumScore { get; init; }

    /// <summary>What the last trades have in common.</summary>
    public required Streak Streak { get; init; }

    /// <summary>How far the equity curve of the whole journal is below its peak.</summary>
    public required LiveDrawdown Drawdown { get; init; }

    /// <summary>Since midnight in the trader's time zone.</summary>
    public required LivePeriod Today { get; init; }

    /// <summary>The last 24 hours.</summary>
    [JsonPropertyName("last_24h")]
    public required LivePeriod Last24h { get; init; }

    /// <summary>The range <c>7d</c>.</summary>
    public required LivePeriod Week { get; init; }

    /// <summary>Trades that are open.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Their notional, long and short alike.</summary>
    public required decimal OpenNotional { get; init; }

    /// <summary>The currency of all money, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The IANA zone that decides what today is.</summary>
    public required string Timezone { get; init; }

    /// <summary>The present that the figures hold for.</summary>
    public required DateTimeOffset LastUpdated { get; init; }

    /// <summary>The figures of a journal.</summary>
    /// <param name="journal">The trader's ledger.</param>
    /// <param name="asOf">The present: later entries and exits have not happened.</param>
    public static LiveFigures Of(LiveJournal journal, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var (profile, ledger) = (journal.Profile, journal.Ledger);
        var zone = profile.TimeZone;
        var all = ledger.Sum(new InstantRange(null, asOf));
        var today = ledger.Sum(new InstantRange(LocalTime.StartOf(LocalTime.DateOf(asOf, zone), zone), asOf));
        var day = ledger.Sum(new InstantRange(asOf - TimeSpan.FromHours(24), asOf));
        var open = ledger.OpenAt(asOf).ToList();
        var risk = Risk.RiskScore.Of(InputsOf(ledger, open, all, profile, asOf));
        return new LiveFigures
        {
            CurrentPnl = today.NetPnl,
            WinRate24h = day.WinRate,
            TradeFrequency = ledger.Sum(new TimeRange(TimeRangeName.Days30).Resolve(asOf, zone)).Count / FrequencyDays,
            RiskScore = risk.Score,
            RiskFactors = risk.Factors.ToDictionary(f => f.Name, f => f.Value),
            RiskExplanations = risk.Factors.ToDictionary(f => f.Name, f => f.Explanation),
            MomentumScore = Momentum(ledger.Last(new TimeRange(TimeRangeName.Days90).Resolve(asOf, zone), MomentumTrades)),
            Streak = Streak.Of(all),
            Drawdown = new LiveDrawdown(all.CurrentDrawdown, all.MaxDrawdown),
            Today = LivePeriod.Of(today),
            Last24h = LivePeriod.Of(day),
            Week = LivePeriod.Of(ledger.Sum(new TimeRange(TimeRangeName.Days7).Resolve(asOf, zone))),
            OpenPositions = open.Count,
            OpenNotional = open.Sum(t => t.Notional),
            Currency = profile.Currency,
            Timezone = profile.TimeZoneId,
            LastUpdated = asOf,
        };
    }

    private static RiskInputs InputsOf(TradeLedger ledger, List<Trade> open, in LedgerSum all, UserProfile profile, DateTimeOffset asOf)
    {
        var exposure = RiskInputs.ExposurePeriod(asOf, profile.TimeZone).Start!.Value;
        return new RiskInputs
        {
            OpenNotional = Risk.OpenPositions.NotionalBySymbol(open),
            UsualExposure = Risk.OpenPositions.UsualExposure(ledger.OpenSince(exposure), exposure, asOf),
            RecentPnl = ledger.Sum(RiskInputs.RecentPeriod(asOf, profile.TimeZone)).Pnl,
            UsualPnl = ledger.Sum(RiskInputs.UsualPeriod(asOf, profile.TimeZone)).Pnl,
            CurrentDrawdown = all.CurrentDrawdown,
            MaxDrawdown = all.MaxDrawdown,
            AverageLoss = all.Losses == 0 ? null : -all.GrossLoss / all.Losses,
            Currency = profile.Currency,
        };
    }

    private static double Momentum((LedgerSum Last, LedgerSum Before) trades)
    {
        var (last, before) = trades;
        if (last.Count == 0 || before.Count < MomentumHistory || before.Pnl.StandardDeviation is not > 0)
        {
            return 0;
        }

        var shrinkage = last.Count / (double)(last.Count + MomentumTrades);
        return Math.Tanh(2 * shrinkage * (last.Pnl.Mean - before.Pnl.Mean) / before.Pnl.StandardDeviation.Value);
    }
}

/// <summary>The run that the last trades are.</summary>
/// <param name="Kind"><c>wins</c>, <c>losses</c> or, after a break-even or without trades, <c>none</c>.</param>
/// <param name="Length">How many trades; 0 for none.</param>
public sealed record Streak(string Kind, int Length)
{
    /// <summary>The run at the end of some trades.</summary>
    public static Streak Of(in LedgerSum sum) => sum.StreakSign switch
    {
        > 0 => new Streak("wins", sum.StreakLength),
        < 0 => new Streak("losses", sum.StreakLength),
        _ => new Streak("none", 0),
    };
}

/// <summary>How far an equity curve falls below its running peak, which starts at 0; in the account's currency.</summary>
/// <param name="Current">At its end, 0 or more.</param>
/// <param name="Max">At its deepest, 0 or more.</param>
public sealed record LiveDrawdown(decimal Current, decimal Max);

/// <summary>What closed in a period.</summary>
/// <param name="NetPnl">Sum of net P&amp;L, in the account's currency.</param>
/// <param name="TradeCount">Trades.</param>
/// <param name="WinRate">Wins over trades, 0–1; null without any.</param>
public sealed record LivePeriod(decimal NetPnl, int TradeCount, double? WinRate)
{
    /// <summary>The period of some trades.</summary>
    public static LivePeriod Of(in LedgerSum sum) => new(sum.NetPnl, sum.Count, sum.WinRate);
}

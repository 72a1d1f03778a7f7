using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

/// <summary>What letters and insights say of risk is what the analytics route answers.</summary>
public sealed class RiskInReportsTests : IDisposable
{
    private const string AsOf = "2026-10-31T04:59:59Z";
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Open_positions_are_named_with_their_concentration_where_nothing_was_closed()
    {
        var journal = TradeBuilder.Journal([Open(1, "KO", 100), Open(2, "JNJ", 400)]);
        var report = await _rooms.MakeAsync(journal, TimeRange.All, AsOf);
        var insight = new InsightComposer(new TradeSample(journal, TimeRange.All, DateTimeOffset.Parse(AsOf)), CancellationToken.None).Compose(InsightType.Risk);

        // 0.8 squared and 0.2 squared.
        const string Exposure = "2 trades are open, for $500.00 at entry prices, 80.0% of it in JNJ; Herfindahl's index of concentration is 0.68.";
        Assert.Contains(Exposure, report.Summary!, StringComparison.Ordinal);
        Assert.Contains(Exposure, insight.Content, StringComparison.Ordinal);
        Assert.Contains($"the risk score of the whole journal stands at {report.Analytics!.Risk!.RiskScore} of 100, with only 50 of its 100 points known, and with position concentration (", report.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curve_ruin_and_score_stand_beside_what_is_open()
    {
        var made = GeneratedJournal.Make(11, 300);
        var journal = new JournalSnapshot(1, made.Profile, [.. made.Trades.Where(t => t.ExitAt < DateTimeOffset.Parse(AsOf)), Open(900, "KO", 40)], [], [], []);
        var report = await _rooms.MakeAsync(journal, new TimeRange(TimeRangeName.Days90), AsOf);
        var (risk, words) = (report.Analytics!.Risk!, new Wording(journal));
        var factor = risk.RiskFactors.MaxBy(f => f.Value)!;

        string[] told =
        [
            $"The ulcer index is {words.Money(risk.UlcerIndex!.Value)}, the recovery factor {Wording.Number(risk.RecoveryFactor!.Value)}",
            $"the risk of ruin {Wording.Rate(risk.RiskOfRuin!.Probability)} (a fall of {words.Money(risk.RiskOfRuin.LossLimit!.Value)} within {RuinRisk.NextTrades} such trades)",
            $"stands at {risk.RiskScore} of 100, with {factor.Name.Replace('_', ' ')} ({Wording.Number(factor.Value)} of 1)",
            "1 trade is open, for $40.00 at entry prices, all of it in KO.",
        ];
        var insight = report.Insights.Single(i => i.InsightType == "risk").Content;
        Assert.All(told, text => Assert.Contains(text, report.Summary!, StringComparison.Ordinal));
        Assert.All(told, text => Assert.Contains(text, insight, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trades_that_lost_more_than_their_risk_are_those_under_minus_one_R()
    {
        var report = await _rooms.MakeAsync(SampleJournal.Snapshot, TimeRange.All, AsOf);
        var beyond = SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < DateTimeOffset.Parse(AsOf) && t.R < -1).ToList();
        var words = new Wording(SampleJournal.Snapshot);

        Assert.Contains(beyond, t => t.Asset == Asset.Option);
        Assert.Contains(
            $"{beyond.Count} trades lost more than their initial risk, commissions included: {words.Money(beyond.Sum(t => t.NetPnl!.Value))} together.", report.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_with_and_without_a_stop_are_summed_apart()
    {
        var trades = TradeBuilder.OneADay(10, 20, 30, 40).Select((t, n) => n == 0 ? t with { StopLoss = 9_900 } : t);
        var report = await _rooms.MakeAsync(TradeBuilder.Journal(trades), TimeRange.All, AsOf);

        Assert.Contains("A stop stood on 1 of 4 stock trades, for $10.00; the 3 without made $90.00.", report.Summary!, StringComparison.Ordinal);
    }

    private static Trade Open(int id, string symbol, decimal price) =>
        TradeBuilder.Closed(id, 0, TradeBuilder.Start, TimeSpan.Zero) with { Symbol = symbol, EntryPrice = price, ExitPrice = null, ExitAt = null };
}

using CsCheck;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Analytics.Risk;

public class RiskScoreTests
{
    private static readonly DateTimeOffset s_now = TradeBuilder.Start.AddDays(400);

    [Fact]
    public void An_empty_journal_runs_no_risk() => Assert.Equal(0, RiskScore.Of(TradeBuilder.Journal([]), s_now).Score);

    [Fact]
    public void Each_factor_counts_as_its_documentation_says()
    {
        // One symbol: 1. 4,500 against a usual 3,000: 1.5 of 3 times. Twice the usual swing: 1. 500 of ten mean losses of 100: 0.5.
        var score = RiskScore.Of(Inputs());

        Assert.Equal((1, 0.5, 1, 0.5), (score.PositionConcentration.Value, score.LeverageUsage.Value, score.VolatilityExposure.Value, score.DrawdownMagnitude.Value));
        Assert.Equal(20 + 15 + 20 + 15, score.Score);
        Assert.Contains("1.5 times", score.LeverageUsage.Explanation, StringComparison.Ordinal);
        Assert.Contains("account's size is not known", score.LeverageUsage.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_positions_are_as_concentrated_as_they_are_few()
    {
        Assert.Equal(0, RiskScore.Of(Inputs() with { OpenNotional = Equal(5) }).PositionConcentration.Value, 12);
        Assert.Equal((0.5 - 0.2) / 0.8, RiskScore.Of(Inputs() with { OpenNotional = Equal(2) }).PositionConcentration.Value, 12);
        Assert.Equal(0, RiskScore.Of(Inputs() with { OpenNotional = Equal(0) }).PositionConcentration.Value);
    }

    [Fact]
    public void The_deepest_fall_counts_in_full_once_it_exceeds_ten_mean_losses()
    {
        var deep = Inputs() with { CurrentDrawdown = 3_000, MaxDrawdown = 3_000 };

        Assert.Equal(1, RiskScore.Of(deep).DrawdownMagnitude.Value);
        Assert.Equal(0.5, RiskScore.Of(deep with { CurrentDrawdown = 1_500 }).DrawdownMagnitude.Value);
    }

    [Fact]
    public void What_too_little_is_known_for_counts_nothing_and_says_so()
    {
        var score = RiskScore.Of(Inputs() with { UsualExposure = null, RecentPnl = Spread(4, 20) });

        Assert.Equal((0, 0), (score.LeverageUsage.Value, score.VolatilityExposure.Value));
        Assert.Contains("counts 0 of 30 points", score.LeverageUsage.Explanation, StringComparison.Ordinal);
        Assert.Contains("counts 0 of 20 points", score.VolatilityExposure.Explanation, StringComparison.Ordinal);
        Assert.Equal(100 - 30 - 20, score.Known);
        Assert.Equal(100, RiskScore.Of(Inputs()).Known);
        Assert.Equal(100, RiskScore.Of(Inputs() with { UsualExposure = null, OpenNotional = Equal(0) }).Known); // nothing open is known to be little
    }

    [Fact]
    public void Usual_exposure_is_the_median_of_what_is_open_after_each_entry()
    {
        // Ten entries an hour apart, each held 90 minutes: the first finds nothing open, the others one position.
        var trades = Enumerable.Range(0, 10)
            .Select(n => TradeBuilder.Closed(n + 1, 1, TradeBuilder.Start.AddHours(n), TimeSpan.FromMinutes(90))).ToList();

        Assert.Equal(20_000m, OpenPositions.UsualExposure(trades, TradeBuilder.Start, s_now));
        Assert.Null(OpenPositions.UsualExposure(trades, TradeBuilder.Start.AddHours(1), s_now));
        Assert.Equal(10_000m, OpenPositions.UsualExposure(trades.Select(t => t with { ExitAt = t.EntryAt }), TradeBuilder.Start, s_now));
        Assert.Equal(100_000m, OpenPositions.UsualExposure(trades.Select(t => t with { EntryAt = TradeBuilder.Start }), TradeBuilder.Start, s_now));
    }

    [Fact]
    public void The_present_decides_what_is_open()
    {
        var trade = TradeBuilder.Closed(1, -50, TradeBuilder.Start, TimeSpan.FromHours(2));
        var journal = TradeBuilder.Journal([trade]);

        Assert.Equal(0, RiskScore.Of(journal, trade.EntryAt).PositionConcentration.Value);
        var open = RiskScore.Of(journal, trade.EntryAt.AddHours(1));
        Assert.Equal((1, 0), (open.PositionConcentration.Value, open.DrawdownMagnitude.Value));
        var closed = RiskScore.Of(journal, trade.ExitAt!.Value.AddTicks(1));
        Assert.Equal((0, 0.1), (closed.PositionConcentration.Value, closed.DrawdownMagnitude.Value));
    }

    [Fact]
    public void More_open_is_never_less_risk() => TradeBuilder.AnyTrades.Sample(trades =>
    {
        var inputs = RiskInputs.Of(TradeBuilder.Journal(trades), TradeBuilder.Start.AddDays(60));
        var before = RiskScore.Of(inputs);
        var more = RiskScore.Of(inputs with { OpenNotional = inputs.OpenNotional.ToDictionary(p => p.Key, p => p.Value * 2) });

        Assert.InRange(before.Score, 0, 100);
        Assert.All(before.Factors, f => Assert.InRange(f.Value, 0, 1));
        Assert.True(more.Score >= before.Score);
    });

    private static RiskInputs Inputs() => new()
    {
        OpenNotional = new Dictionary<string, decimal> { ["TSLA"] = 4_500 },
        UsualExposure = 3_000,
        RecentPnl = Spread(5, 40),
        UsualPnl = Spread(20, 20),
        CurrentDrawdown = 500,
        MaxDrawdown = 800,
        AverageLoss = 100,
        Currency = "USD",
    };

    private static Moments Spread(int count, double deviation) => new(count, 0, deviation * deviation * (count - 1));

    private static Dictionary<string, decimal> Equal(int count) => Enumerable.Range(1, count).ToDictionary(n => $"S{n}", _ => 1_000m);
}

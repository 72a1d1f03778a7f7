using CsCheck;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Analytics.Risk;

public class RiskFiguresTests
{
    private static readonly DateTimeOffset s_later = TradeBuilder.Start.AddDays(100);

    [Fact]
    public void The_ulcer_index_is_the_root_mean_square_of_the_falls()
    {
        // Equity 10, 7, 6, 12, −1 under peaks 10, 10, 10, 12, 12: falls 0, 3, 4, 0, 13.
        Assert.Equal(Math.Sqrt((9 + 16 + 169) / 5.0), RiskCalculator.UlcerIndex([10, -3, -1, 6, -13])!.Value, 12);

        // The peak starts at 0.
        Assert.Equal(Math.Sqrt((25 + 100) / 2.0), RiskCalculator.UlcerIndex([-5, -5])!.Value, 12);
        Assert.Equal(0, RiskCalculator.UlcerIndex([1, 2, 3]));
        Assert.Null(RiskCalculator.UlcerIndex([]));
    }

    [Fact]
    public void The_recovery_factor_is_net_result_over_maximum_drawdown()
    {
        Assert.Equal(30 / 20.0, Closed(25, -20, 25).RecoveryFactor);
        Assert.Equal(-1, Closed(-20, -20).RecoveryFactor);
        Assert.Null(Closed(5, 5).RecoveryFactor);
        Assert.Null(Closed().RecoveryFactor);
    }

    [Fact]
    public void The_ulcer_index_lies_between_nothing_and_the_maximum_drawdown()
    {
        TradeBuilder.AnyTrades.Where(t => t.Count > 0).Sample(trades =>
        {
            var journal = TradeBuilder.Journal(trades);
            var risk = RiskCalculator.Closed(journal.ClosedTrades);

            Assert.InRange(risk.UlcerIndex!.Value, 0, (double)Drawdown.Compute(journal.ClosedTrades).Depth * (1 + 1e-12));
        });
    }

    [Fact]
    public void Exposure_sets_long_against_short_and_measures_concentration_by_symbol()
    {
        var exposure = Exposure.Of(
        [
            Open(1, "AAA", Direction.Long, 500), Open(2, "BBB", Direction.Short, 300), Open(3, "AAA", Direction.Short, 100), Open(4, "CCC", Direction.Long, 100),
        ]);

        Assert.Equal((4, 600m, 400m, 200m, 1_000m), (exposure.Positions, exposure.LongNotional, exposure.ShortNotional, exposure.NetNotional, exposure.GrossNotional));
        Assert.Equal(("AAA", 0.6), (exposure.LargestSymbol, exposure.LargestShare));
        Assert.Equal(0.36 + 0.09 + 0.01, exposure.HerfindahlIndex!.Value, 12);
    }

    [Fact]
    public void Equal_positions_have_an_index_of_one_over_their_number_and_one_position_of_one()
    {
        Assert.Equal(0.25, Exposure.Of([.. "ABCD".Select((c, n) => Open(n, c.ToString(), Direction.Long, 50))]).HerfindahlIndex!.Value, 12);
        Assert.Equal(1, Exposure.Of([Open(1, "A", Direction.Short, 50)]).HerfindahlIndex);
        Assert.Null(Exposure.Of([]).HerfindahlIndex);
        Assert.Null(Exposure.Of([Open(1, "A", Direction.Long, 0)]).LargestShare);
    }

    [Fact]
    public void Sure_loss_is_ruin_and_only_wins_are_none()
    {
        var losing = RuinRisk.Of([.. Enumerable.Repeat(-0.1m, 40)])!;
        Assert.Equal((1, 2m, 10m), (losing.Probability, losing.LossLimit, decimal.Round(losing.Fall95, 6)));

        var winning = RuinRisk.Of([.. Enumerable.Repeat(5m, 40)])!;
        Assert.Equal((0, null, 0m), (winning.Probability, winning.LossLimit, winning.Fall95));
    }

    [Fact]
    public void A_fair_coin_is_ruined_as_often_as_the_reflection_principle_says()
    {
        // P(a walk of 100 fair steps touches −20) = P(S ≤ −20) + P(S < −20) = 0.0460 (Feller, volume 1, chapter III).
        var ruin = RuinRisk.Of([.. Enumerable.Range(0, 100).Select(n => n % 2 == 0 ? 1m : -1m)])!;

        Assert.Equal(20m, ruin.LossLimit);
        Assert.InRange(ruin.Probability, 0.0460 - 0.014, 0.0460 + 0.014); // three standard errors of 2,000 courses
    }

    [Fact]
    public void Worse_trades_and_a_nearer_limit_are_never_less_ruinous()
    {
        Gen.Select(Gen.Int[-100, 120].List[30, 80], Gen.Int[0, 29], Gen.Int[1, 200], Gen.Int[10, 3_000]).Sample((pnl, index, worse, limit) =>
        {
            decimal[] trades = [.. pnl.Select(p => (decimal)p)];
            var before = RuinRisk.Of(trades, limit)!;
            Assert.True(RuinRisk.Of(trades, limit / 2m)!.Probability >= before.Probability);

            trades[index] -= worse;
            var after = RuinRisk.Of(trades, limit)!;
            Assert.True(after.Probability >= before.Probability);
            Assert.True(after.Fall95 >= before.Fall95);
            Assert.Equal(after, RuinRisk.Of(trades, limit));
        }, iter: 50);
    }

    [Fact]
    public void Too_few_trades_have_no_risk_of_ruin_and_no_variation()
    {
        Assert.Null(RuinRisk.Of([.. Enumerable.Repeat(-1m, RuinRisk.LeastTrades - 1)]));
        Assert.NotNull(RuinRisk.Of([.. Enumerable.Repeat(-1m, RuinRisk.LeastTrades)]));
        Assert.Null(Sized(1, 2, 3).SizeVariation);
    }

    [Fact]
    public void Sizes_vary_by_their_median_deviation_which_one_large_position_does_not_move()
    {
        Assert.Equal(0, Sized([.. Enumerable.Repeat(5m, 20)]).SizeVariation);

        // Median 10; of the deviations 0, five times 1 and five times 2 the median is 1.
        decimal[] sizes = [9, 9, 9, 11, 11, 8, 8, 12, 12, 12, 10];
        Assert.Equal(1.4826 * 1 / 10, Sized(sizes).SizeVariation!.Value, 12);
        Assert.Equal(1.4826 * 1 / 10, Sized([9, 9, 9, 11, 11, 8, 8, 12, 12, 1_000_000, 10]).SizeVariation!.Value, 12);

        // The unit does not count.
        Assert.Equal(Sized(sizes).SizeVariation!.Value, Sized([.. sizes.Select(s => s * 7)]).SizeVariation!.Value, 12);
    }

    [Fact]
    public void Range_and_filter_choose_closed_trades_and_what_is_open_is_of_the_present()
    {
        var trades = TradeBuilder.OneADay([.. Enumerable.Range(0, 40).Select(n => n % 3 == 0 ? -10m : 8m)]);
        trades.Add(Open(99, "HELD", Direction.Long, 700));
        trades.Add(Open(98, "LATER", Direction.Long, 700) with { EntryAt = s_later.AddDays(1) });
        var journal = TradeBuilder.Journal(trades);
        var none = AnalyticsService.Compute(journal, TimeRange.All, TradeFilter.None.With(GroupDimension.Symbol, "NOSUCH"), [], s_later).Risk!;
        var all = AnalyticsService.Compute(journal, TimeRange.All, TradeFilter.None, [], s_later).Risk!;

        Assert.Null(none.UlcerIndex);
        Assert.Equal(RiskCalculator.Closed(journal.ClosedTrades).UlcerIndex, all.UlcerIndex);
        Assert.NotNull(all.RiskOfRuin);
        Assert.All([none, all], risk => Assert.Equal((1, 700m, "HELD"), (risk.Open.Positions, risk.Open.GrossNotional, risk.Open.LargestSymbol)));

        var score = RiskScore.Of(journal, s_later);
        Assert.Equal(score.Score, none.RiskScore);
        Assert.Equal(score.Factors, all.RiskFactors);
    }

    private static RiskFigures Closed(params decimal[] pnl) => RiskCalculator.Closed(TradeBuilder.OneADay(pnl));

    private static RiskFigures Sized(params decimal[] sizes) =>
        RiskCalculator.Closed([.. TradeBuilder.OneADay(new decimal[sizes.Length]).Zip(sizes, (trade, size) => trade with { Quantity = size })]);

    private static Trade Open(int id, string symbol, Direction direction, decimal notional) => new()
    {
        Ref = new EntityRef(EntityType.Stock, id.ToString()),
        Symbol = symbol,
        Direction = direction,
        Quantity = notional,
        EntryPrice = 1,
        EntryAt = TradeBuilder.Start,
    };
}

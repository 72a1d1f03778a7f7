using CsCheck;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.WhatIf;
using TradingAi.Core.Analytics.WhatIf.Rules;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Analytics;

public class WhatIfTests
{
    private static readonly DateTimeOffset s_later = TradeBuilder.Start.AddYears(1);
    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void Losses_beyond_the_stop_end_at_it_and_trades_without_a_risk_are_unchanged_and_counted()
    {
        // Risk 10 · 100 shares = 1,000 each, in the third case unknown.
        var journal = TradeBuilder.Journal([Risky(1, -2_500), Risky(2, -999), Risky(3, -2_500) with { StopLoss = null }, Risky(4, 5_000)]);

        var result = Apply(journal, "stop_at_r", 1);

        Assert.Equal(-1_000 - 999 - 2_500 + 5_000, result.Hypothetical.NetPnl);
        Assert.Equal(["stock:1"], Refs(result));
        Assert.Equal(((-1 - 0.999) + 5) / 3, result.Hypothetical.AverageR!.Value, 12);
        Assert.Contains(result.Assumptions, a => a.StartsWith("1 trade of 4 without an initial risk", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_loss_is_exact_whatever_the_commissions_and_the_shares()
    {
        var trade = Risky(1, -2_500) with { Quantity = 3, Commissions = 1, ExitPrice = 50 };
        var result = Apply(TradeBuilder.Journal([trade]), "stop_at_r", 1);

        Assert.Equal(-30m, result.Hypothetical.NetPnl);
        Assert.Equal(-1, result.Hypothetical.AverageR);
        Assert.Equal(1m, result.Hypothetical.TotalCommissions);
    }

    [Fact]
    public void The_largest_loss_of_a_trade_can_be_an_amount()
    {
        var result = Apply(Sequence(-50, -120, 300), "max_loss_a_trade", 100);

        Assert.Equal((130m, 150m, 20m), (result.Actual.NetPnl, result.Hypothetical.NetPnl, result.Difference.NetPnl));
        Assert.Equal(["stock:2"], Refs(result));
    }

    [Fact]
    public void Half_the_size_after_two_losses_halves_what_follows_until_a_trade_does_not_lose()
    {
        // −10, −20 | −30 halved, 40 halved | −50 whole, 0 ends the run, −60, −70 | 80 halved.
        var result = Apply(Sequence(-10, -20, -30, 40, -50, 0, -60, -70, 80), "half_size_after_losses", 2);

        Assert.Equal(-10 - 20 - 15 + 20 - 50 - 60 - 70 + 40, result.Hypothetical.NetPnl);
        Assert.Equal(["stock:3", "stock:4", "stock:9"], Refs(result));
    }

    [Fact]
    public void Half_the_size_pays_half_the_commissions_and_keeps_r()
    {
        var journal = TradeBuilder.Journal([Risky(1, -1_000), Risky(2, 2_000) with { Commissions = 7 }]);
        var result = Apply(journal, "half_size_after_losses", 1);

        Assert.Equal(3.5m, result.Hypothetical.TotalCommissions);
        Assert.Equal(-1_000 + ((2_000 - 7) / 2m), result.Hypothetical.NetPnl);
        Assert.Equal(result.Actual.AverageR, result.Hypothetical.AverageR);
    }

    [Fact]
    public void A_loss_counts_from_its_exit_on_and_not_at_the_instant_of_the_entry()
    {
        var start = TradeBuilder.Start;
        var journal = TradeBuilder.Journal(
        [
            TradeBuilder.Closed(1, -10, start, TimeSpan.FromHours(1)),
            TradeBuilder.Closed(2, 20, start.AddMinutes(30), TimeSpan.FromHours(2)), // before that exit
            TradeBuilder.Closed(3, 20, start.AddMinutes(60), TimeSpan.FromHours(2)), // at it
            TradeBuilder.Closed(4, 20, start.AddMinutes(61), TimeSpan.FromHours(2)), // after it
        ]);

        Assert.Equal(["stock:4"], Refs(Apply(journal, "half_size_after_losses", 1)));
        Assert.Equal(["stock:4"], Refs(Apply(journal, "skip_after_losses", 1)));
        Assert.Equal(["stock:4"], Refs(Apply(journal, "pause_after_loss", 30)));
    }

    [Fact]
    public void Losses_before_the_range_count_as_what_went_before()
    {
        var journal = Sequence(-10, -20, 30);
        var third = DateOnly.FromDateTime(TradeBuilder.Start.UtcDateTime).AddDays(2);
        var result = WhatIfCalculator.Compute(
            journal, new WhatIfRequest(TimeRange.Custom(third, third)) { Rules = [Rule("half_size_after_losses", 2)] }, s_later);

        Assert.Equal((1, 30m, 15m), (result.Actual.TradeCount, result.Actual.NetPnl, result.Hypothetical.NetPnl));
    }

    [Fact]
    public void Skipping_after_losses_counts_the_skipped_ones_on()
    {
        // The loss that is skipped keeps the run alive, the win that is skipped ends it.
        var result = Apply(Sequence(-1, -2, -4, 8, 16), "skip_after_losses", 2);

        Assert.Equal(["stock:3", "stock:4"], Refs(result));
        Assert.Equal(-1 - 2 + 16, result.Hypothetical.NetPnl);
    }

    [Fact]
    public void A_pause_begins_only_after_losses_that_happened()
    {
        // Exits at 0:15, 0:35, 1:00: the second falls into the pause, so its own loss begins none.
        var start = TradeBuilder.Start;
        var journal = TradeBuilder.Journal(
        [
            TradeBuilder.Closed(1, -10, start, s_quarter),
            TradeBuilder.Closed(2, -10, start.AddMinutes(20), s_quarter),
            TradeBuilder.Closed(3, 50, start.AddMinutes(46), s_quarter),
        ]);

        Assert.Equal(["stock:2"], Refs(Apply(journal, "pause_after_loss", 30)));
        Assert.Equal(["stock:2", "stock:3"], Refs(Apply(journal, "pause_after_loss", 31)));
    }

    [Fact]
    public void The_first_entries_of_a_local_day_are_kept()
    {
        // In New York 2026-01-05 ends at 05:00 UTC; the third is entered first but closes last.
        var midnight = DateTimeOffset.Parse("2026-01-06T05:00:00Z");
        var journal = TradeBuilder.Journal(
        [
            TradeBuilder.Closed(1, 1, midnight.AddHours(-2), s_quarter),
            TradeBuilder.Closed(2, 2, midnight.AddHours(-1), s_quarter),
            TradeBuilder.Closed(3, 4, midnight.AddHours(-3), TimeSpan.FromHours(8)),
            TradeBuilder.Closed(4, 8, midnight.AddMinutes(1), s_quarter),
        ], "America/New_York");

        var result = Apply(journal, "max_trades_a_day", 2);

        Assert.Equal(["stock:2"], Refs(result));
        Assert.Equal(13m, result.Hypothetical.NetPnl);
    }

    [Fact]
    public void A_day_is_over_once_it_has_lost_the_limit()
    {
        var start = TradeBuilder.Start;
        var journal = TradeBuilder.Journal(
        [
            TradeBuilder.Closed(1, 40, start, s_quarter),
            TradeBuilder.Closed(2, -60, start.AddHours(1), s_quarter), // −20 by now
            TradeBuilder.Closed(3, 90, start.AddHours(2), TimeSpan.FromHours(3)), // open when the limit is reached, and closes
            TradeBuilder.Closed(4, -80, start.AddHours(3), s_quarter), // −100 by now
            TradeBuilder.Closed(5, -30, start.AddHours(4), s_quarter),
            TradeBuilder.Closed(6, 25, start.AddHours(6), s_quarter), // −10 by then, but the day is over
            TradeBuilder.Closed(7, 5, start.AddDays(1), s_quarter),
        ]);

        var result = Apply(journal, "max_loss_a_day", 100);

        Assert.Equal(["stock:5", "stock:6"], Refs(result));
        Assert.Equal(40 - 60 + 90 - 80 + 5, result.Hypothetical.NetPnl);
        Assert.Equal(["stock:6"], Refs(Apply(journal, "max_loss_a_day", 101))); // −130 after the fifth
    }

    [Fact]
    public void Positions_over_a_limit_are_scaled_down_to_it()
    {
        var journal = TradeBuilder.Journal([Risky(1, 400), Risky(2, -800) with { Quantity = 400, ExitPrice = 98 }]); // 10,000 and 40,000

        Assert.Equal(400 - 200, Apply(journal, "max_position_notional", 10_000).Hypothetical.NetPnl);
        Assert.Equal(400 - 400, Apply(journal, "max_risk_a_trade", 2_000).Hypothetical.NetPnl);

        // The median of 10,000 and 40,000 is 25,000.
        Assert.Equal(400 - 500, Apply(journal, "cap_size", 1).Hypothetical.NetPnl);
    }

    [Fact]
    public void Rules_apply_in_their_order_each_to_what_the_one_before_left()
    {
        var journal = Sequence(-200, 30, -200, -200, 50);
        var result = WhatIfCalculator.Compute(
            journal,
            new WhatIfRequest(TimeRange.All) { Exclude = Weekday("Tuesday"), Rules = [Rule("max_loss_a_trade", 100), Rule("half_size_after_losses", 2)] },
            s_later);

        // Monday, Wednesday, Thursday, Friday: without Tuesday's win Thursday is the third loss in a row.
        Assert.Equal(-100 - 100 - 50 + 25, result.Hypothetical.NetPnl);
        Assert.Equal(["stock:1", "stock:2", "stock:3", "stock:4", "stock:5"], Refs(result));
    }

    [Fact]
    public void A_name_that_no_trade_has_matches_nothing_and_is_told()
    {
        var filter = TradeFilter.None.With(GroupDimension.Symbol, "NOSUCH");
        var journal = Sequence(1, 2);
        var without = WhatIfCalculator.Compute(journal, new WhatIfRequest(TimeRange.All) { Exclude = filter }, s_later);
        var only = WhatIfCalculator.Compute(journal, new WhatIfRequest(TimeRange.All) { Only = filter }, s_later);

        Assert.Equal((3m, 0m), (without.Hypothetical.NetPnl, only.Hypothetical.NetPnl));
        Assert.All([without, only], r => Assert.Contains(r.Assumptions, a => a.Contains("'NOSUCH'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_and_exclude_of_the_same_trades_share_them_out()
    {
        Gen.Select(TradeBuilder.AnyTrades, Gen.Int[0, GroupDimensions.All.Count - 1]).Sample((trades, n) =>
        {
            var journal = TradeBuilder.Journal(trades);
            var dimension = GroupDimensions.All[n];
            if (trades.SelectMany(t => GroupDimensions.KeysOf(dimension, t, journal)).FirstOrDefault() is not { } key)
            {
                return;
            }

            var filter = TradeFilter.None.With(dimension, key);
            var only = WhatIfCalculator.Compute(journal, new WhatIfRequest(TimeRange.All) { Only = filter }, s_later);
            var rest = WhatIfCalculator.Compute(journal, new WhatIfRequest(TimeRange.All) { Exclude = filter }, s_later);

            Assert.Equal(only.Actual.NetPnl, only.Hypothetical.NetPnl + rest.Hypothetical.NetPnl);
            Assert.Equal(only.Actual.TradeCount, only.Hypothetical.TradeCount + rest.Hypothetical.TradeCount);
            Assert.Equal(trades.Count, only.TradesAffected.Count + rest.TradesAffected.Count);
            Assert.Equal(AnalyticsService.Compute(journal, TimeRange.All, filter, [], s_later).Figures, only.Hypothetical);
        });
    }

    [Fact]
    public void A_rule_that_no_trade_breaks_changes_nothing()
    {
        Gen.Select(TradeBuilder.AnyTrades, Gen.OneOf([.. RuleKind.All.Select(Gen.Const)])).Sample((trades, kind) =>
        {
            var value = kind.Name == "pause_after_loss" ? 0.000_000_1m : kind.Most;
            var result = Apply(TradeBuilder.Journal(trades), kind.Name, value);

            Assert.Empty(result.TradesAffected);
            Assert.Equal(result.Actual, result.Hypothetical);
            Assert.Equal(0m, result.Difference.NetPnl);
            Assert.Contains(result.Assumptions, a => a.StartsWith("Nothing changes", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void What_is_not_affected_keeps_its_result_and_the_difference_is_the_difference()
    {
        Gen.Select(TradeBuilder.AnyTrades, Gen.OneOf([.. RuleKind.All.Select(Gen.Const)]), Gen.Int[1, 3]).Sample((trades, kind, value) =>
        {
            var journal = TradeBuilder.Journal(trades);
            var result = Apply(journal, kind.Name, value);
            var affected = result.TradesAffected.ToHashSet();
            var untouched = trades.Where(t => !affected.Contains(t.Ref)).Sum(t => t.NetPnl!.Value);

            Assert.Equal(result.Hypothetical.NetPnl - result.Actual.NetPnl, result.Difference.NetPnl);
            Assert.Equal(result.Hypothetical.WinRate - result.Actual.WinRate, result.Difference.WinRate);
            Assert.Equal(result.Hypothetical.MaxDrawdown - result.Actual.MaxDrawdown, result.Difference.MaxDrawdown);
            Assert.True(result.Hypothetical.TradeCount >= trades.Count - affected.Count);
            if (affected.Count == 0)
            {
                Assert.Equal(untouched, result.Hypothetical.NetPnl);
            }

            if (kind.Name is "stop_at_r" or "max_loss_a_trade")
            {
                Assert.True(result.Difference.NetPnl >= 0);
                Assert.Equal(result.Actual.WinCount, result.Hypothetical.WinCount);
            }
        });
    }

    [Fact]
    public void A_value_that_a_rule_cannot_have_is_refused()
    {
        Assert.All(RuleKind.All, kind =>
        {
            Assert.False(kind.Accepts(0));
            Assert.False(kind.Accepts(-1));
            Assert.False(kind.Accepts(kind.Most + 1));
            Assert.Equal(!kind.IsWhole, kind.Accepts(1.5m));
            Assert.True(kind.Accepts(1));
        });
        Assert.Throws<ArgumentOutOfRangeException>(() => Apply(Sequence(1), "max_trades_a_day", 0.5m));
    }

    // 100 shares at 100 with a stop at 90; the exit makes the given P&L.
    private static Trade Risky(int id, decimal pnl) => TradeBuilder.Closed(id, 0, TradeBuilder.Start.AddDays(id), TimeSpan.FromHours(1)) with
    {
        Quantity = 100, EntryPrice = 100, StopLoss = 90, ExitPrice = 100 + (pnl / 100),
    };

    // One a day, from Monday on.
    private static JournalSnapshot Sequence(params decimal[] pnl) => TradeBuilder.Journal(TradeBuilder.OneADay(pnl));

    private static TradeFilter Weekday(string day) => TradeFilter.None.With(GroupDimension.Weekday, day);

    private static WhatIfRule Rule(string kind, decimal value) => new(RuleKind.Find(kind)!, value);

    private static WhatIfResult Apply(JournalSnapshot journal, string kind, decimal value) =>
        WhatIfCalculator.Compute(journal, new WhatIfRequest(TimeRange.All) { Rules = [Rule(kind, value)] }, s_later);

    private static IEnumerable<string> Refs(WhatIfResult result) => result.TradesAffected.Select(r => r.ToString());
}

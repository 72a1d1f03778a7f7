using TradingAi.Core.Journal;
using TradingAi.Core.Language.Trader;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language.Trader;

public sealed class ProfileInferenceTests
{
    [Theory]
    [InlineData(14, "scalper")]
    [InlineData(15, "day_trader")]
    [InlineData(23 * 60, "day_trader")]
    [InlineData(24 * 60, "swing_trader")]
    [InlineData(30 * 24 * 60, "position_trader")]
    [InlineData(180 * 24 * 60, "value_investor")]
    public void The_style_is_that_of_the_median_holding_time(int minutes, string style)
    {
        // Two in five are held for years: the median does not see them.
        var trades = Enumerable.Range(0, 50).Select(n => TradeBuilder.Closed(n, 1, TradeBuilder.Start.AddDays(n), n % 5 < 2 ? TimeSpan.FromDays(999) : TimeSpan.FromMinutes(minutes)));
        Assert.Equal(new Trait<string>(style, "inferred"), ProfileOf(trades).TradingStyle);
    }

    [Theory]
    [InlineData("Swing Trading", "swing_trader")]
    [InlineData("day and short swing", "day_trader")]
    [InlineData("long-term investing", "value_investor")]
    [InlineData("whatever moves", "whatever moves")]
    public void What_is_stated_wins_over_what_the_trades_show(string stated, string style)
    {
        var profile = ProfileOf(Minutes(50), new UserProfile { TradingStyle = stated, Name = "Ann", RiskTolerance = "moderate", TimeZoneId = "America/Chicago", AssetTypes = ["futures"], TradingExperienceLevel = "pro" });
        Assert.Equal(new Trait<string>(style, "stated"), profile.TradingStyle);
        Assert.Equal(("Ann", "moderate", "pro", "America/Chicago"), (profile.Name?.Value, profile.RiskTolerance?.Value, profile.ExperienceLevel?.Value, profile.Timezone?.Value));
        Assert.Equal(("futures", "stated"), (profile.PreferredAssets!.Value.Single(), profile.PreferredAssets.Origin));
        Assert.Equal(("TEST", "inferred"), (profile.PreferredSymbols!.Value.Single(), profile.PreferredSymbols.Origin));
    }

    [Fact]
    public void Too_few_trades_tell_nothing() => Assert.True(ProfileOf(Minutes(ProfileInference.LeastTrades - 1)).IsEmpty);

    [Fact]
    public void Only_what_was_closed_by_the_present_is_known()
    {
        var journal = TradeBuilder.Journal(Minutes(50));
        var inference = new ProfileInference();
        Assert.NotNull(inference.Of(journal, TradeBuilder.Start.AddDays(60)).TradingStyle);
        Assert.True(inference.Of(journal, TradeBuilder.Start.AddDays(5)).IsEmpty);
    }

    [Fact]
    public void Preferred_are_the_symbols_and_hours_of_most_trades_in_the_traders_own_time()
    {
        var trades = Enumerable.Range(0, 100).Select(n => TradeBuilder.Closed(n, 1, TradeBuilder.Start.AddDays(n).AddHours(n < 30 ? 0 : n < 95 ? 2 : 5), TimeSpan.FromHours(1))
            with { Symbol = n < 96 ? n % 2 == 0 ? "AAA" : "BBB" : "CCC" });
        var profile = new ProfileInference().Of(TradeBuilder.Journal(trades, "Asia/Tokyo"), TradeBuilder.Start.AddYears(1));

        // 15:00 and 17:00 UTC are 0:00 and 2:00 in Tokyo, which knows no summer time.
        Assert.Equal([0, 2], profile.PreferredHours!.Value);
        Assert.Equal(["AAA", "BBB"], profile.PreferredSymbols!.Value);
        Assert.Equal(["stock"], profile.PreferredAssets!.Value);
        Assert.Equal("intermediate", profile.ExperienceLevel!.Value);
    }

    private static IEnumerable<Trade> Minutes(int count) =>
        Enumerable.Range(0, count).Select(n => TradeBuilder.Closed(n, 1, TradeBuilder.Start.AddDays(n), TimeSpan.FromMinutes(5)));

    private static TraderProfile ProfileOf(IEnumerable<Trade> trades, UserProfile? stated = null) => new ProfileInference().Of(
        new JournalSnapshot(1, stated ?? new UserProfile(), trades, [], [], []), TradeBuilder.Start.AddYears(9));
}

using TradingAi.Core.Journal;
using TradingAi.Core.Predictions;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Predictions;

public sealed class PatternTests
{
    [Fact]
    public async Task Setups_that_do_not_differ_are_believed_to_be_alike()
    {
        // Four playbooks, each of which wins exactly half of its trades.
        var patterns = await PatternsAsync((n, _) => n / 4 % 2 == 0);
        Assert.Equal(4, patterns.Count);
        Assert.All(patterns, p => Assert.Equal((0.5, 40), (Math.Round(p.SuccessProbability, 9), p.N)));
        Assert.All(patterns, p => Assert.Equal("medium", p.RiskLevel));
    }

    [Fact]
    public async Task A_setup_that_stands_out_is_believed_but_not_wholly()
    {
        var patterns = await PatternsAsync((n, setup) => setup switch { 0 => n / 4 % 10 != 0, 1 => n / 4 % 10 == 0, _ => n / 4 % 2 == 0 });
        var (good, bad) = (patterns.Single(p => p.Pattern == "playbook Setup 0"), patterns.Single(p => p.Pattern == "playbook Setup 1"));

        // 36 of 40 and 4 of 40, pulled towards half.
        Assert.InRange(good.SuccessProbability, 0.75, 0.899);
        Assert.InRange(bad.SuccessProbability, 0.101, 0.25);
        Assert.True(good.Interval80[0] > 0.7 && bad.Interval80[1] < 0.3);
        Assert.Equal(("low", "high"), (good.RiskLevel, bad.RiskLevel));
        Assert.InRange(good.ExpectedReturn, 1, 79);
        Assert.InRange(bad.ExpectedReturn, -79, -1);
    }

    [Fact]
    public async Task A_setup_of_few_trades_is_left_out()
    {
        var patterns = await PatternsAsync((n, _) => n % 2 == 0, setups: 30);
        Assert.Empty(patterns);
    }

    // 160 trades of 100 won or lost, one a day, over as many playbooks.
    private static async Task<IReadOnlyList<PatternPrediction>> PatternsAsync(Func<int, int, bool> wins, int setups = 4)
    {
        var trades = Enumerable.Range(0, 160).Select(n =>
            TradeBuilder.Closed(n + 1, wins(n, n % setups) ? 100 : -100, TradeBuilder.Start.AddDays(n), TimeSpan.FromHours(1)) with
            {
                PlaybookIds = [$"p{n % setups}"],
                Symbol = $"S{n}",
            });
        var playbooks = Enumerable.Range(0, setups).Select(n => new Playbook { Id = $"p{n}", Name = $"Setup {n}", CreatedAt = TradeBuilder.Start });
        var journal = new JournalSnapshot(1, new UserProfile(), trades, [], [], playbooks);
        var prediction = await Foresight.PredictAsync(journal, TradeBuilder.Start.AddDays(160));
        return [.. prediction.Patterns!.Where(p => p.Pattern.StartsWith("playbook", StringComparison.Ordinal))];
    }
}

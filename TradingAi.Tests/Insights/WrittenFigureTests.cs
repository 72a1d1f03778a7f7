using System.Text.RegularExpressions;
using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

/// <summary>Money and counts read alike in every text.</summary>
public sealed partial class WrittenFigureTests
{
    [Theory]
    [InlineData("USD")]
    [InlineData("JPY")]
    public void Thousands_are_parted_wherever_they_are_written(string currency)
    {
        var asOf = SampleJournal.AsOf;
        var made = GeneratedJournal.Make(3, 1_500, currency: currency);
        Trade[] now = [.. Enumerable.Range(0, 12).Select(n => made.Trades[n] with
        {
            Ref = new EntityRef(EntityType.Stock, $"new{n}"), Direction = Direction.Long, Quantity = 900, EntryPrice = 200, StopLoss = null, EntryAt = asOf.AddHours(-12 + n),
            ExitPrice = n < 9 ? 150 - n : null, ExitAt = n < 9 ? asOf.AddHours(-11 + n) : null,
        })];
        var journal = new JournalSnapshot(made.Version, made.Profile, [.. made.Trades, .. now], [], [], made.Playbooks);
        var occasion = AlertOccasion.Of(journal, now.Select(t => t.Ref), asOf);
        var insights = new InsightComposer(new TradeSample(journal, TimeRange.All, asOf), TestContext.Current.CancellationToken);

        List<string> alerts = [.. AlertRules.Check(occasion, 0).Raised.Select(a => a.Message)];
        Assert.True(alerts.Count >= 4, string.Join('\n', alerts));
        List<string> texts = [.. alerts, .. RiskScore.Of(journal, asOf).Factors.Select(f => f.Explanation), .. Enum.GetValues<InsightType>().Select(type => insights.Compose(type).Content)];
        Assert.All(texts, text => Assert.DoesNotMatch(@"\d{4}", Day().Replace(text, "")));
        Assert.Contains(texts, text => Thousands().IsMatch(text));
    }

    [Fact]
    public void A_mistake_is_quoted_as_it_was_written()
    {
        var trades = TradeBuilder.OneADay([.. Enumerable.Range(0, 60).Select(n => n % 3 == 0 ? 100m : n % 2 == 0 ? -300m - n : -20m - n)])
            .ConvertAll(t => t.NetPnl < -250 ? t with { Mistakes = ["Ignored the FOMC"] } : t);
        var insight = new InsightComposer(new TradeSample(TradeBuilder.Journal(trades), TimeRange.All, TradeBuilder.Start.AddDays(80)), TestContext.Current.CancellationToken)
            .Compose(InsightType.Behavior);
        Assert.Contains(insight.Findings, f => f.Dimension == "mistake" && f.Text.Contains("“Ignored the FOMC”", StringComparison.Ordinal));
        Assert.Contains("most often “Ignored the FOMC” (20)", insight.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fall_that_went_on_is_told_with_its_beginning_and_beside_those_that_had_ended()
    {
        // A fall of 400 that ended, then one that still goes on.
        decimal[] pnl = [500, -200, -200, 600, .. Enumerable.Repeat(-200m, 30)];
        var trades = TradeBuilder.OneADay(pnl);
        var occasion = AlertOccasion.Of(TradeBuilder.Journal(trades), [trades[^1].Ref], trades[^1].ExitAt!.Value.AddMinutes(1));
        var alert = Assert.Single(AlertRules.Check(occasion, 2).Raised, a => a.Cause.StartsWith("drawdown", StringComparison.Ordinal));
        Assert.Contains($"stood $6,000.00 below its peak after {trades[^1].Ref} on {trades[^1].ExitAt:yyyy-MM-dd}.", alert.Message, StringComparison.Ordinal);
        Assert.Contains($"began on {trades[4].ExitAt:yyyy-MM-dd}; the deepest one that had ended before it was $400.00", alert.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}", RegexOptions.None, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"\d,\d{3}", RegexOptions.None, 1000)]
    private static partial Regex Thousands();
}

using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public class SampleFindingsTests
{
    private static readonly InsightComposer s_sample =
        new(new TradeSample(SampleJournal.Snapshot, TimeRange.All, SampleJournal.AsOf), CancellationToken.None);

    [Theory]
    [InlineData(InsightType.Patterns, "friday_afternoon", "weekday+daytime", "Friday afternoon", "negative")]
    [InlineData(InsightType.Patterns, "playbook_good", "playbook", "VWAP Reclaim", "positive")]
    [InlineData(InsightType.Patterns, "playbook_bad", "playbook", "Gap Fade", "negative")]
    [InlineData(InsightType.Patterns, "symbol_bad", "symbol", "TSLA", "negative")]
    [InlineData(InsightType.Performance, "playbook_good", "playbook", "VWAP Reclaim", "positive")]
    [InlineData(InsightType.Performance, "symbol_bad", "symbol", "TSLA", "negative")]
    public void A_planted_difference_is_found_with_its_size(InsightType type, string planted, string dimension, string key, string direction)
    {
        var finding = Assert.Single(s_sample.Compose(type).Findings, f => f.Dimension == dimension && f.Key == key);
        var measured = Planted(planted);

        Assert.Equal(direction, finding.Direction);
        Assert.Equal((int)measured["n"]!, finding.N);
        Assert.Equal((int)measured["n_rest"]!, finding.NRest);
        Assert.Equal((double)measured["mean"]! - (double)measured["mean_rest"]!, finding.Effect, 0.011);
        Assert.InRange(finding.Effect, finding.ConfidenceInterval[0], finding.ConfidenceInterval[1]);
        Assert.InRange(finding.QValue, finding.PValue, 0.05);
        Assert.Equal((double)measured["win_rate_rest"]!, finding.Worth.Without.WinRate!.Value, 0.0001);
        Assert.Equal((double)measured["mean"]! * finding.N, (double)finding.Worth.NetPnl, 0.01 * finding.N);
        Assert.Equal(finding.N, finding.Refs.Count);
    }

    [Fact]
    public void Revenge_entries_are_found_as_behavior()
    {
        var finding = Assert.Single(s_sample.Compose(InsightType.Behavior).Findings, f => f.Dimension == "revenge");

        Assert.Equal("negative", finding.Direction);
        Assert.InRange(finding.Effect, -500, -150);
    }

    [Fact]
    public void Losers_held_longer_are_found_as_behavior()
    {
        var finding = Assert.Single(s_sample.Compose(InsightType.Behavior).Findings, f => f.Dimension == "hold_time");
        var measured = Planted("losers_held_longer");

        Assert.Equal((double)measured["hold_hours_losers"]! - (double)measured["hold_hours_winners"]!, finding.Effect, 0.011);
        Assert.Equal("negative", finding.Direction);
    }

    [Fact]
    public void Nothing_is_reported_where_nothing_was_planted()
    {
        Assert.DoesNotContain(s_sample.AllFindings, f => f.Dimension is "direction" or "option_type" or "strategy_type" or "tag" or "hour" or "session");
        Assert.DoesNotContain(s_sample.AllFindings, f => f.Dimension.StartsWith("weekday", StringComparison.Ordinal) && f.Key != "Friday afternoon");
    }

    [Fact]
    public void A_journal_gets_the_same_insight_every_time()
    {
        var again = new InsightComposer(new TradeSample(SampleJournal.Snapshot, TimeRange.All, SampleJournal.AsOf), CancellationToken.None);

        Assert.Equal(s_sample.Compose(InsightType.Risk).Content, again.Compose(InsightType.Risk).Content);
        Assert.Equal(s_sample.AllFindings.Select(f => f.PValue), again.AllFindings.Select(f => f.PValue));
    }

    private static JsonNode Planted(string id)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "planted.json"));
        return JsonNode.Parse(text)!["planted"]!.AsArray().Single(p => (string)p!["id"]! == id)!["measured"]!;
    }
}

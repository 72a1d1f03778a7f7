using Microsoft.Extensions.AI;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Reports;
using static TradingAi.Tests.Insights.ScriptedWriter;

namespace TradingAi.Tests.Insights;

public sealed class ModelProseTests : IDisposable
{
    private static readonly CancellationToken s_none = CancellationToken.None;
    private readonly ScriptedWriter _model = new();
    private readonly InsightRooms _rooms;

    public ModelProseTests() => _rooms = new InsightRooms(_model);

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task What_the_model_words_from_the_findings_is_kept_under_its_name_and_stored()
    {
        var insight = await GenerateAsync(InsightType.Performance);
        Assert.Equal(("As computed", "fast"), (insight.Title, insight.Model));
        Assert.Empty(insight.Degraded);
        var stored = await _rooms.Insights.GetAsync(InsightRooms.Ann, insight.Id, s_none);
        Assert.Equal((insight.Content, insight.Model), (stored.Content, stored.Model));

        var options = _model.Calls.Single();
        Assert.Equal("fast", options.ModelId);
        Assert.Equal(InsightRooms.Ann, options.AdditionalProperties![LanguageProperties.User]);
        Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat);
        Assert.Null(options.Tools);
    }

    public static TheoryData<string> BadAnswers => ["beyond", "no json", "empty", "wrong shape", "filtered", "cut", "failed", "over budget"];

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task What_goes_beyond_the_findings_or_is_no_answer_is_replaced_by_the_narrators_words(string answer)
    {
        using var plain = new InsightRooms();
        var own = await plain.Insights.GenerateAsync(InsightRooms.Ann, RequestOf(InsightType.Risk), s_none);
        _model.Answer = evidence => answer switch
        {
            "beyond" => Saying("Made up", "You made $987,654.32.", evidence),
            "no json" => "I would rather not.",
            "empty" => Saying("Nothing", "", evidence),
            "wrong shape" => """{"title":["a"]}""",
            "failed" => throw new VendorException(Vendor.Gemini, VendorFailure.Unreachable, "away"),
            "over budget" => throw new VendorException(Vendor.Gemini, VendorFailure.OverBudget, "used up"),
            _ => Saying("Fine", "Fine.", evidence),
        };
        _model.Finish = answer switch { "filtered" => ChatFinishReason.ContentFilter, "cut" => ChatFinishReason.Length, _ => ChatFinishReason.Stop };

        var insight = await GenerateAsync(InsightType.Risk);
        Assert.Equal((own.Title, own.Content, "narrator"), (insight.Title, insight.Content, insight.Model));
        Assert.Equal(["language"], insight.Degraded);
        Assert.Equal(["language"], (await _rooms.Insights.GetAsync(InsightRooms.Ann, insight.Id, s_none)).Degraded);
    }

    [Fact]
    public async Task Findings_are_the_codes_whoever_words_them()
    {
        using var plain = new InsightRooms();
        var own = await plain.Insights.GenerateAsync(InsightRooms.Ann, RequestOf(InsightType.Behavior), s_none);
        var insight = await GenerateAsync(InsightType.Behavior);
        Assert.Equal(own.KeyFindings.Select(f => (f.Dimension, f.Key, f.Text, f.QValue)), insight.KeyFindings.Select(f => (f.Dimension, f.Key, f.Text, f.QValue)));
        Assert.Equal(own.DataSources, insight.DataSources);
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_journal_without_trades()
    {
        var insight = await _rooms.Insights.GenerateAsync(UserId.Parse("nobody"), RequestOf(InsightType.Risk), s_none);
        Assert.Equal("narrator", insight.Model);
        Assert.Empty(insight.Degraded);
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public async Task A_report_is_worded_once_by_the_strong_model()
    {
        var report = await ReportAsync();
        Assert.Equal(("completed", "strong"), (report.Status, report.Model));
        Assert.Empty(report.Degraded);
        Assert.NotEmpty(report.Summary!);
        Assert.Equal(["fast", "fast", "strong"], _model.Calls.Select(c => c.ModelId!).Order());
    }

    [Fact]
    public async Task A_report_whose_prose_the_narrator_wrote_says_so()
    {
        _model.Answer = _ => throw new VendorException(Vendor.Gemini, VendorFailure.TimedOut, "late");
        var report = await ReportAsync();
        Assert.Equal(("completed", "narrator"), (report.Status, report.Model));
        Assert.Equal(["language"], report.Degraded);
        using var plain = new InsightRooms();
        var own = await ReportAsync(plain);
        Assert.Equal((own.Summary, own.Recommendations), (report.Summary, report.Recommendations), (a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));
    }

    private static InsightRequest RequestOf(InsightType type) => new(TimeRange.All, type, Support.SampleJournal.AsOf);

    private Task<Insight> GenerateAsync(InsightType type) => _rooms.Insights.GenerateAsync(InsightRooms.Ann, RequestOf(type), s_none);

    private Task<Report> ReportAsync() => ReportAsync(_rooms);

    private static async Task<Report> ReportAsync(InsightRooms rooms)
    {
        var request = new ReportRequest(TimeRange.All, ReportType.Performance, ReportTypes.AllSections, Support.SampleJournal.AsOf);
        var (user, id) = (InsightRooms.Ann, (await rooms.Reports.CreateAsync(InsightRooms.Ann, request, s_none)).Id);
        await rooms.Builder.AddAnalyticsAsync(user, id, s_none);
        await rooms.Builder.AddInsightsAsync(user, id, s_none);
        await rooms.Builder.AddTradesAsync(user, id, s_none);
        await rooms.Builder.AddSummaryAsync(user, id, s_none);
        await rooms.Builder.AddSummaryAsync(user, id, s_none);
        await rooms.Builder.CompleteAsync(user, id, s_none);
        return await rooms.Reports.GetAsync(user, id, s_none);
    }
}

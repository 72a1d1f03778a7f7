using TradingAi.Core.Analytics;
using TradingAi.Core.Reports;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

public sealed class ReportMarkdownTests : IDisposable
{
    private const string AsOf = "2026-10-31T04:59:59Z";
    private static readonly Dictionary<ReportSection, string> s_bodies = new()
    {
        [ReportSection.Summary] = "## What happened",
        [ReportSection.Analytics] = "| net P&L |",
        [ReportSection.Insights] = "## Performance, 90d",
        [ReportSection.Trades] = "| trade | symbol |",
        [ReportSection.Patterns] = "- The ",
        [ReportSection.Recommendations] = "1. ",
    };

    private readonly ReportRooms _rooms = new();

    public static TheoryData<ReportSection> Sections => [.. ReportTypes.AllSections];

    public void Dispose() => _rooms.Dispose();

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task A_section_alone_is_rendered_and_every_document_ends_with_what_it_is_not(ReportSection section)
    {
        var journal = GeneratedJournal.Make(5, 400, t => t.Symbol == "CCC" ? -400 : 0);
        var text = await _rooms.RenderAsync(journal, new TimeRange(TimeRangeName.Days90), AsOf, section);

        Assert.Contains($"\n{s_bodies[section]}", text, StringComparison.Ordinal);
        Assert.All(s_bodies.Where(b => b.Key != section), other => Assert.DoesNotContain($"\n{other.Value}", Unmixed(text, section), StringComparison.Ordinal));
        Assert.Contains("not investment advice", LastLine(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_everything_ends_with_what_it_is_not_with_and_without_trades()
    {
        foreach (var journal in new[] { SampleJournal.Snapshot, TradeBuilder.Journal([]) })
        {
            var text = await _rooms.RenderAsync(journal, TimeRange.All, AsOf, ReportTypes.AllSections);

            Assert.Contains("## What to do", text, StringComparison.Ordinal);
            Assert.Contains("not investment advice", LastLine(text), StringComparison.Ordinal);
        }
    }

    // An insight lists its findings and recommendations as the other sections do; a letter tells findings.
    private static string Unmixed(string text, ReportSection section) =>
        section is ReportSection.Insights or ReportSection.Summary ? text.Replace("\n- ", "\n", StringComparison.Ordinal) : text;

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}

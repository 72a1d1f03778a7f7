using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Reports;

/// <summary>
/// The steps that make a report, each filling its own columns. Every step can run twice, or after the report was deleted;
/// the summary and the recommendations need the steps before them.
/// </summary>
public sealed class ReportBuilder(
    InsightService insights, ProseWriter writer, IUserDatabases databases, UnfinishedReports unfinished, TimeProvider clock)
{
    private const int HeadlineFindings = 3;

    /// <summary>Computes the figures.</summary>
    public Task AddAnalyticsAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
    {
        var sample = await SampleAsync(user, row, cancellationToken);
        var analytics = AnalyticsService.Compute(
            sample.Journal, sample.Range, TradeFilter.None, ReportTypes.GroupsOf(row.Request.Type), sample.AsOf);
        await ReportStore.SetAnalyticsAsync(database, id, analytics, cancellationToken);
    }, cancellationToken);

    /// <summary>Takes fresh insights, or makes them.</summary>
    public Task AddInsightsAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
    {
        var made = await insights.EnsureAsync(
            user, row.Request.Range, ReportTypes.InsightsOf(row.Request.Type), row.Request.AsOf, $"report:{id}", reuse: true, cancellationToken);
        var patterns = made.SelectMany(i => i.KeyFindings).DistinctBy(f => (f.Dimension, f.Key)).OrderBy(f => f.QValue).ThenBy(f => f.PValue);
        await ReportStore.SetInsightsAsync(database, id, made, [.. patterns], cancellationToken);
    }, cancellationToken);

    /// <summary>Picks the trades.</summary>
    public Task AddTradesAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
        await ReportStore.SetTradesAsync(database, id, ReportTrade.Of(await SampleAsync(user, row, cancellationToken)), cancellationToken),
        cancellationToken);

    /// <summary>
    /// Writes the summary: the range's result, the figures of the type's subjects in its order, the surest findings. A language
    /// model words the recommendations along with it.
    /// </summary>
    public Task AddSummaryAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
    {
        // A step that runs again does not ask, and pay for, a model again.
        if (row.Report.Summary is null)
        {
            var sample = await SampleAsync(user, row, cancellationToken);
            await ReportStore.SetSummaryAsync(database, id, await WordAsync(user, sample, row, cancellationToken), cancellationToken);
        }
    }, cancellationToken);

    /// <summary>Gathers the recommendations, where none came with the summary.</summary>
    public Task AddRecommendationsAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, (database, row) =>
        ReportStore.SetRecommendationsAsync(database, id, RecommendationsOf(row), cancellationToken), cancellationToken);

    /// <summary>Ends the report. It is complete, or there is none any more.</summary>
    /// <exception cref="InvalidOperationException">A part is missing.</exception>
    public async Task CompleteAsync(UserId user, string id, CancellationToken cancellationToken)
    {
        await StepAsync(user, id, async (database, _) =>
        {
            if (!await ReportStore.CompleteAsync(database, id, clock.GetUtcNow(), cancellationToken)
                && await ReportStore.FindAsync(database, id, cancellationToken) is { Report.Status: "pending" or "running" })
            {
                throw new InvalidOperationException("A part of the report is missing.");
            }
        }, cancellationToken);
        await unfinished.RemoveAsync(id, cancellationToken);
    }

    /// <summary>Ends the report without a result.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="error">Why, for the user; no journal text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task FailAsync(UserId user, string id, string error, CancellationToken cancellationToken)
    {
        await StepAsync(user, id, (database, _) => ReportStore.FailAsync(database, id, error, cancellationToken), cancellationToken);
        await unfinished.RemoveAsync(id, cancellationToken);
    }

    private async Task StepAsync(UserId user, string id, Func<IDatabase, ReportRow, Task> step, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is { } database
            && await ReportStore.FindAsync(database, id, cancellationToken) is { } row)
        {
            await step(database, row);
        }
    }

    private Task<TradeSample> SampleAsync(UserId user, ReportRow row, CancellationToken cancellationToken) =>
        insights.ReadSampleAsync(user, row.Request.Range, row.Request.AsOf, cancellationToken);

    private async Task<Prose> WordAsync(UserId user, TradeSample sample, ReportRow row, CancellationToken cancellationToken)
    {
        var own = Prose.OfNarrator("", Summarize(sample, row), RecommendationsOf(row));
        if (sample.Trades.Count == 0)
        {
            return own;
        }

        var subject = $"{row.Report.ReportType} report, {row.Report.TimeRange}";
        var evidence = ProseEvidence.Of(subject, own.Content, row.Report.Patterns, own.Recommendations, row.Report.Analytics?.Figures);
        var prose = await writer.ReportAsync(user, own, evidence, cancellationToken);
        return prose with { Degraded = [.. prose.Degraded.Union(row.Report.Insights.SelectMany(i => i.Degraded))] };
    }

    private static IReadOnlyList<string> RecommendationsOf(ReportRow row) =>
        [.. row.Report.Insights.SelectMany(i => i.Recommendations).Distinct(StringComparer.Ordinal)];

    private static string Summarize(TradeSample sample, ReportRow row)
    {
        var words = new Wording(sample.Journal);
        if (sample.Trades.Count == 0)
        {
            return InsightNarrator.Idle(sample, words);
        }

        var figures = FigureCalculator.Compute(sample.Trades, sample.Journal.TimeZone);
        IEnumerable<string> paragraphs =
        [
            InsightNarrator.Overview(sample, figures, words),
            .. ReportTypes.InsightsOf(row.Request.Type).Select(type => FigureProse.Of(type, sample, figures, words)),
            .. row.Report.Patterns.Take(HeadlineFindings).Select(f => f.Text),
        ];
        return string.Join("\n\n", paragraphs.Where(p => p.Length > 0));
    }
}

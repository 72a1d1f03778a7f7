using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Reports.Comparison;
using TradingAi.Core.Reports.Letter;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Reports;

/// <summary>
/// The steps that make a report, each filling its own columns. Every step can run twice, or after the report was deleted;
/// the summary needs the steps before it.
/// </summary>
public sealed class ReportBuilder(
    InsightService insights, ProseWriter writer, IUserDatabases databases, UnfinishedReports unfinished, Degradations degradations, TimeProvider clock)
{
    /// <summary>Computes the figures.</summary>
    public Task AddAnalyticsAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
        await SetAnalyticsAsync(database, row, await SampleAsync(user, row, cancellationToken), cancellationToken), cancellationToken);

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

    /// <summary>Writes the letter and the things to do; both come from one source, and a language model words them together.</summary>
    public Task AddSummaryAsync(UserId user, string id, CancellationToken cancellationToken) => StepAsync(user, id, async (database, row) =>
    {
        // A step that runs again does not ask, and pay for, a model again.
        if (row.Report.Summary is null)
        {
            // The journal may have changed since the steps before: a report's figures, trades and letter are of one state of it.
            var source = await SourceAsync(user, row, cancellationToken);
            await SetAnalyticsAsync(database, row, source.Sample, cancellationToken);
            await ReportStore.SetTradesAsync(database, id, ReportTrade.Of(source.Sample), cancellationToken);
            var prose = await WordAsync(user, source, row, cancellationToken);
            degradations.Note(prose.Degraded, DegradedPart.Language);
            await ReportStore.SetSummaryAsync(database, id, prose, cancellationToken);
        }
    }, cancellationToken);

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

    private static Task SetAnalyticsAsync(IDatabase database, ReportRow row, TradeSample sample, CancellationToken cancellationToken)
    {
        var analytics = AnalyticsService.Compute(
            sample.Journal, sample.Range, TradeFilter.None, ReportTypes.GroupsOf(row.Request.Type), sample.AsOf);
        return ReportStore.SetAnalyticsAsync(database, row.Report.Id, analytics, PeriodComparison.Of(sample), cancellationToken);
    }

    private async Task<LetterSource> SourceAsync(UserId user, ReportRow row, CancellationToken cancellationToken)
    {
        var sample = await SampleAsync(user, row, cancellationToken);
        return new LetterSource(
            await insights.SearchAsync(sample, cancellationToken),
            await insights.SearchAsync(new TradeSample(sample.Journal, TimeRange.All, sample.AsOf), cancellationToken),
            ReportTypes.InsightsOf(row.Request.Type),
            PeriodComparison.Of(sample));
    }

    private async Task<Prose> WordAsync(UserId user, LetterSource source, ReportRow row, CancellationToken cancellationToken)
    {
        var own = Prose.OfNarrator("", ReportLetter.Write(source), ThingsToDo.Of(source));
        if (source.Sample.Trades.Count == 0)
        {
            return own;
        }

        var evidence = ProseEvidence.Of(
            $"{row.Report.ReportType} report, {row.Report.TimeRange}", own.Content, row.Report.Patterns, own.Recommendations, source.Figures);
        var prose = await writer.ReportAsync(user, own, evidence, cancellationToken);
        return prose with
        {
            Degraded = [.. prose.Degraded.Union(row.Report.Insights.SelectMany(i => i.Degraded))],
        };
    }
}

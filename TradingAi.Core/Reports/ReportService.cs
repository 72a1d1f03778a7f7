using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Reports;

/// <summary>Takes, finds and deletes a user's reports. Another user's report is one that does not exist.</summary>
public sealed class ReportService(IUserDatabases databases, UnfinishedReports unfinished, TimeProvider clock)
{
    // Between the promise and the row lie two writes; after this long neither is under way.
    private static readonly TimeSpan s_longestPromise = TimeSpan.FromMinutes(5);

    /// <summary>Stores a pending report; whoever starts its orchestration may die before it does, the sweep starts it then.</summary>
    public async Task<Report> CreateAsync(UserId user, ReportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = clock.GetUtcNow();
        var report = new Report
        {
            Id = Guid.CreateVersion7(now).ToString(),
            TimeRange = request.Range.WireName,
            ReportType = ReportTypes.NameOf(request.Type),
            Status = "pending",
            Progress = 0,
            Model = InsightNarrator.Model,
        };
        var database = await databases.OpenAsync(user, cancellationToken);
        await unfinished.AddAsync(new UnfinishedReport(user, report.Id), cancellationToken);
        await ReportStore.AddAsync(database, report, request, now, cancellationToken);
        return report;
    }

    /// <summary>One report with the sections that were asked for, as far as they are done.</summary>
    /// <exception cref="RequestRefusedException">The user has no such report.</exception>
    public async Task<Report> GetAsync(UserId user, string id, CancellationToken cancellationToken) =>
        await FindAsync(user, id, cancellationToken) is { } row ? Asked(row) : throw NotFound();

    /// <summary>The same as one Markdown document.</summary>
    /// <exception cref="RequestRefusedException">The user has no such report.</exception>
    public async Task<string> RenderAsync(UserId user, string id, CancellationToken cancellationToken) =>
        await FindAsync(user, id, cancellationToken) is { } row ? ReportMarkdown.Render(row.Report, row.Request.Sections) : throw NotFound();

    /// <summary>One page of reports, newest first, without their sections except the summary.</summary>
    public async Task<Page<Report>> ListAsync(UserId user, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return await databases.FindAsync(user, cancellationToken) is { } database
            ? await ReportStore.ListAsync(database, page, cancellationToken)
            : new Page<Report>([], 0, null);
    }

    /// <summary>Deletes a report, finished or not; its work finds nothing to do any more.</summary>
    /// <exception cref="RequestRefusedException">The user has no such report.</exception>
    public async Task DeleteAsync(UserId user, string id, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database
            || !await ReportStore.DeleteAsync(database, id, cancellationToken))
        {
            throw NotFound();
        }

        await unfinished.RemoveAsync(id, cancellationToken);
    }

    /// <summary>
    /// Promised reports, over all users, that still want their work done. One that has ended or is deleted is taken off the
    /// list; so is one whose row was never written, once nobody can be about to write it.
    /// </summary>
    public async Task<IReadOnlyList<UnfinishedReport>> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        var settled = (await unfinished.OlderThanAsync(s_longestPromise, cancellationToken)).ToHashSet();
        var wanted = new List<UnfinishedReport>();
        foreach (var promise in await unfinished.OlderThanAsync(TimeSpan.Zero, cancellationToken))
        {
            if (await FindAsync(promise.User, promise.Id, cancellationToken) is { Report.Status: "pending" or "running" })
            {
                wanted.Add(promise);
            }
            else if (settled.Contains(promise))
            {
                await unfinished.RemoveAsync(promise.Id, cancellationToken);
            }
        }

        return wanted;
    }

    private async Task<ReportRow?> FindAsync(UserId user, string id, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
            ? await ReportStore.FindAsync(database, id, cancellationToken)
            : null;

    private static RequestRefusedException NotFound() => RequestRefusedException.NotFound("report");

    /// <summary>A report with the sections that were asked for. The letter may be shown alone, so it ends with what it is not.</summary>
    internal static Report Asked(ReportRow row)
    {
        var (report, sections) = (row.Report, row.Request.Sections);
        var disclaimer = Disclaimer.Of(report);
        return report with
        {
            Summary = Has(ReportSection.Summary) && report.Summary is { } letter ? $"{letter}\n\n{disclaimer}" : null,
            Analytics = Has(ReportSection.Analytics) ? report.Analytics : null,
            Comparisons = Has(ReportSection.Analytics) ? report.Comparisons : [],
            Insights = Has(ReportSection.Insights) ? report.Insights : [],
            Trades = Has(ReportSection.Trades) ? report.Trades : [],
            Patterns = Has(ReportSection.Patterns) ? report.Patterns : [],
            Recommendations = Has(ReportSection.Recommendations) ? report.Recommendations : [],
            Disclaimer = disclaimer,
        };

        bool Has(ReportSection section) => sections.Contains(section);
    }
}

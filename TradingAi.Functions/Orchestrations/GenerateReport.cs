using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Names the report that an orchestration makes.</summary>
/// <param name="User">Whose.</param>
/// <param name="Id">The report's id, which is the orchestration's too.</param>
public sealed record ReportJob(string User, string Id);

/// <summary>
/// Makes one report: figures, insights and trades side by side, then the summary with the recommendations. Everything is
/// kept in the report's row; the orchestration passes ids, and each step can run twice.
/// </summary>
public sealed class GenerateReport(ReportBuilder builder)
{
    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30)));

    /// <summary>The orchestrator.</summary>
    [Function(nameof(GenerateReport))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var job = context.GetInput<ReportJob>()!;
        try
        {
            await Task.WhenAll(
                context.CallActivityAsync(nameof(AddReportAnalytics), job, s_retry),
                context.CallActivityAsync(nameof(AddReportInsights), job, s_retry),
                context.CallActivityAsync(nameof(AddReportTrades), job, s_retry));
            await context.CallActivityAsync(nameof(AddReportSummary), job, s_retry);
            await context.CallActivityAsync(nameof(CompleteReport), job, s_retry);
        }
        catch (TaskFailedException failure)
        {
            var error = $"{failure.TaskName} failed repeatedly ({failure.FailureDetails.ErrorType}).";
            await context.CallActivityAsync(nameof(FailReport), new ReportFailure(job.User, job.Id, error), s_retry);
        }
    }

    /// <summary>Computes the figures.</summary>
    [Function(nameof(AddReportAnalytics))]
    public Task AddReportAnalytics([ActivityTrigger] ReportJob job, CancellationToken cancellationToken) =>
        builder.AddAnalyticsAsync(UserId.Parse(job.User), job.Id, cancellationToken);

    /// <summary>Takes or makes the insights.</summary>
    [Function(nameof(AddReportInsights))]
    public Task AddReportInsights([ActivityTrigger] ReportJob job, CancellationToken cancellationToken) =>
        builder.AddInsightsAsync(UserId.Parse(job.User), job.Id, cancellationToken);

    /// <summary>Picks the trades.</summary>
    [Function(nameof(AddReportTrades))]
    public Task AddReportTrades([ActivityTrigger] ReportJob job, CancellationToken cancellationToken) =>
        builder.AddTradesAsync(UserId.Parse(job.User), job.Id, cancellationToken);

    /// <summary>Writes the summary and the recommendations.</summary>
    [Function(nameof(AddReportSummary))]
    public Task AddReportSummary([ActivityTrigger] ReportJob job, CancellationToken cancellationToken) =>
        builder.AddSummaryAsync(UserId.Parse(job.User), job.Id, cancellationToken);

    /// <summary>Ends the report.</summary>
    [Function(nameof(CompleteReport))]
    public Task CompleteReport([ActivityTrigger] ReportJob job, CancellationToken cancellationToken) =>
        builder.CompleteAsync(UserId.Parse(job.User), job.Id, cancellationToken);

    /// <summary>Ends the report with an error.</summary>
    [Function(nameof(FailReport))]
    public Task FailReport([ActivityTrigger] ReportFailure failure, CancellationToken cancellationToken) =>
        builder.FailAsync(UserId.Parse(failure.User), failure.Id, failure.Error, cancellationToken);
}

/// <summary>A report that cannot be made.</summary>
/// <param name="User">Whose.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Error">Why.</param>
public sealed record ReportFailure(string User, string Id, string Error);

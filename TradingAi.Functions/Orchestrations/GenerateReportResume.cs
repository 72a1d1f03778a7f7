using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Reports;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Starts the work on every promised report that nobody works on, because a process died between the two.</summary>
public sealed class GenerateReportResume(ReportService reports)
{
    /// <summary>The id of its one instance.</summary>
    public const string InstanceId = "resume-reports";

    /// <summary>The orchestrator.</summary>
    [Function(nameof(ResumeReports))]
    public static Task ResumeReports([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync(nameof(StartUnfinishedReports));
    }

    /// <summary>Starts them; those that are being worked on stay as they are.</summary>
    [Function(nameof(StartUnfinishedReports))]
    public async Task StartUnfinishedReports(
        [ActivityTrigger] object? input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var report in await reports.FindUnfinishedAsync(cancellationToken))
        {
            await client.StartReportAsync(report, cancellationToken);
        }
    }
}

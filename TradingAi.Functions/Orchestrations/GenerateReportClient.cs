using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.Core.Reports;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Starts, awaits and ends the orchestrations of reports. A report's id is its orchestration's, so there is one each.</summary>
internal static class GenerateReportClient
{
    // An instance that takes longer to end is not purged; it finds no report and does nothing.
    private static readonly TimeSpan s_longestEnd = TimeSpan.FromSeconds(10);

    /// <summary>Starts the work on a report that is not being worked on.</summary>
    public static async Task StartReportAsync(this DurableTaskClient client, UnfinishedReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(GenerateReport),
                new ReportJob(report.User.Value, report.Id),
                new StartOrchestrationOptions(InstanceId: report.Id).WithDedupeStatuses(
                    OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended),
                cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It is being worked on.
        }
    }

    /// <summary>Waits until the work has ended, for so long at most, and no longer than the caller does.</summary>
    public static async Task WaitForReportAsync(
        this DurableTaskClient client, string id, TimeSpan wait, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var enough = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await client.WaitForInstanceCompletionAsync(id, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller asks again.
        }
    }

    /// <summary>Ends the work on a report that is gone, and forgets it.</summary>
    public static async Task EndReportAsync(this DurableTaskClient client, string id, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (await client.GetInstanceAsync(id, cancellationToken) is not { } instance)
        {
            return;
        }

        if (instance.IsRunning)
        {
            await client.TerminateInstanceAsync(id, cancellationToken);
            await client.WaitForReportAsync(id, s_longestEnd, clock, cancellationToken);
        }

        await client.PurgeInstanceAsync(id, cancellationToken);
    }
}

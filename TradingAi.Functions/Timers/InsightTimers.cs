using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using TradingAi.Core.Insights;
using TradingAi.Functions.Orchestrations;

namespace TradingAi.Functions.Timers;

/// <summary>
/// The schedules of insights and reports. A timer can fire twice, late or not at all, so each only starts an instance of a
/// fixed id.
/// </summary>
public sealed class InsightTimers(IOptions<InsightSettings> settings, TimeProvider clock)
{
    /// <summary>
    /// Every hour and at every start: makes what is missing of the insights of the latest <c>AI_INSIGHTS_SCHEDULE_HOUR</c>.
    /// So a service that was down at that hour makes them up when it is back, and who becomes active after it need not wait
    /// for the next day.
    /// </summary>
    [Function(nameof(DailyInsightsSchedule))]
    public async Task DailyInsightsSchedule(
        [TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (settings.Value.ScheduleEnabled)
        {
            var scheduled = LatestSchedule(clock.GetUtcNow(), settings.Value.ScheduleHour);
            await StartAsync(
                client,
                nameof(DailyInsightsOrchestration.RunDailyInsights),
                DailyInsightsOrchestration.InstanceIdOf(scheduled),
                scheduled,
                [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended],
                cancellationToken);
        }
    }

    /// <summary>Every minute and at every start: takes up the reports that nobody works on.</summary>
    [Function(nameof(ReportSweep))]
    public static Task ReportSweep(
        [TimerTrigger("30 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(
            client,
            nameof(GenerateReportResume.ResumeReports),
            GenerateReportResume.InstanceId,
            input: null,
            [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running],
            cancellationToken);

    private static DateTimeOffset LatestSchedule(DateTimeOffset now, int hour)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(hour);
        return now >= today ? today : today.AddDays(-1);
    }

    private static async Task StartAsync(
        DurableTaskClient client,
        string orchestrator,
        string instanceId,
        object? input,
        OrchestrationRuntimeStatus[] unless,
        CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator, input, new StartOrchestrationOptions(InstanceId: instanceId).WithDedupeStatuses(unless), cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The instance of this id stands for this run.
        }
    }
}

using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Makes the insights of one day for every active user. One user's failure is retried and then left to the next day.</summary>
public sealed class DailyInsightsOrchestration(DailyInsights insights, IUserDirectory users)
{
    // So many users at once, so that a night's insights leave room for those who ask at night.
    private const int AtOnce = 4;

    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 2));

    /// <summary>The orchestrator. Its input is the instant, UTC, of the schedule.</summary>
    [Function(nameof(RunDailyInsights))]
    public static async Task RunDailyInsights([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var scheduled = context.GetInput<DateTimeOffset>();
        var active = await context.CallActivityAsync<List<string>>(nameof(ListActiveUsers), scheduled, s_retry);
        foreach (var chunk in active.Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(user => MakeAsync(context, new DailyInsightsJob(user, scheduled))));
        }
    }

    /// <summary>The ids of the users who were active before the schedule's instant.</summary>
    [Function(nameof(ListActiveUsers))]
    public async Task<List<string>> ListActiveUsers([ActivityTrigger] DateTimeOffset scheduled, CancellationToken cancellationToken) =>
        [.. (await users.ActiveSinceAsync(scheduled - DailyInsights.ActiveFor, cancellationToken)).Select(u => u.Value)];

    /// <summary>Makes what is missing of one user's insights.</summary>
    [Function(nameof(MakeDailyInsights))]
    public Task MakeDailyInsights([ActivityTrigger] DailyInsightsJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return insights.EnsureAsync(
            UserId.Parse(job.User), DateOnly.FromDateTime(job.Scheduled.UtcDateTime), job.Scheduled, cancellationToken);
    }

    /// <summary>The id of a day's instance.</summary>
    internal static string InstanceIdOf(DateTimeOffset scheduled) =>
        string.Create(CultureInfo.InvariantCulture, $"daily-insights-{scheduled.UtcDateTime:yyyy-MM-dd}");

    private static async Task MakeAsync(TaskOrchestrationContext context, DailyInsightsJob job)
    {
        try
        {
            await context.CallActivityAsync(nameof(MakeDailyInsights), job, s_retry);
        }
        catch (TaskFailedException)
        {
            // The others go on; the activity's own log says why.
        }
    }
}

/// <summary>One user's insights of one day.</summary>
/// <param name="User">Whose.</param>
/// <param name="Scheduled">The schedule's instant, the present of the insights.</param>
public sealed record DailyInsightsJob(string User, DateTimeOffset Scheduled);

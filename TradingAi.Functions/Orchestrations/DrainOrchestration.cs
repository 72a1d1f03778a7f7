using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Orchestrations;

/// <summary>
/// Brings one user's index up to their journal: takes a batch of the outbox, fans out, and goes on as new until nothing is
/// due; then it sleeps until it is signalled or an item that failed is due again. Beside it, whatever changed is looked at for
/// alerts. There is one instance a user.
/// </summary>
/// <remarks>
/// No wake-up is lost, because nothing that is accepted depends on a signal being counted: a change is committed to the
/// outbox before its signal is sent, and every round begins by reading the outbox. A signal that arrives during a round is
/// dropped with that round, whose successor reads later than the change was written; one that arrives while the instance
/// sleeps wakes it. It never ends of itself, so there is no instant at which it has looked for the last time and still
/// counts as running. Were it to fail, the next signal starts it again, and the batch timer sends one. While a vendor is
/// away nothing of the user is due; while the user's database is, and the outbox with it, it looks again every few seconds.
/// </remarks>
public static class DrainOrchestration
{
    /// <summary>The event that wakes a sleeping drain.</summary>
    public const string ChangedEvent = "Changed";

    private static readonly TimeSpan s_databaseAway = TimeSpan.FromSeconds(15);

    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 2, firstRetryInterval: TimeSpan.FromMilliseconds(500)));

    private static readonly TaskOptions s_retryStorage = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>The orchestrator. Its input is the user's id.</summary>
    [Function(nameof(DrainOutbox))]
    public static async Task DrainOutbox([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var user = context.GetInput<string>()!;
        try
        {
            await DoRoundAsync(context, user);
        }
        catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<StorageUnavailableException>())
        {
            await context.CreateTimer(s_databaseAway, CancellationToken.None);
        }

        context.ContinueAsNew(user, preserveUnprocessedEvents: false);
    }

    private static async Task DoRoundAsync(TaskOrchestrationContext context, string user)
    {
        var batch = await context.CallActivityAsync<DrainBatch>(nameof(DrainActivities.TakeDueItems), user, s_retryStorage);
        var alerts = batch.HasNews ? RaiseAlertsAsync(context, user) : Task.CompletedTask;
        if (batch.Items.Count > 0)
        {
            await Task.WhenAll([alerts, .. batch.Items.Chunk(batch.PartSize).Select(part => IndexPartAsync(context, user, [.. part]))]);
        }
        else
        {
            await alerts;
            await SleepAsync(context, batch.NextDue);
        }
    }

    private static async Task RaiseAlertsAsync(TaskOrchestrationContext context, string user)
    {
        try
        {
            await context.CallActivityAsync(nameof(AlertActivities.RaiseAlerts), user, s_retry);
        }
        catch (TaskFailedException failure) when (!failure.FailureDetails.IsCausedBy<StorageUnavailableException>())
        {
            // Indexing does not wait for alerts: the changes are looked at again with the next one.
        }
    }

    private static async Task IndexPartAsync(TaskOrchestrationContext context, string user, List<DrainItem> part)
    {
        var error = nameof(DrainOutcome.Refused);
        try
        {
            var outcome = await context.CallActivityAsync<DrainOutcome>(nameof(DrainActivities.IndexItems), new DrainPart(user, part), s_retry);
            if (outcome != DrainOutcome.Refused)
            {
                return;
            }
        }
        catch (TaskFailedException failure) when (!failure.FailureDetails.IsCausedBy<StorageUnavailableException>())
        {
            error = failure.FailureDetails.ErrorType;
        }

        if (part.Count == 1)
        {
            await context.CallActivityAsync(nameof(DrainActivities.FailItems), new DrainFailure(user, part, error), s_retryStorage);
            return;
        }

        // One of them may be the cause: halved again and again it is found, and the others get through.
        var half = part.Count / 2;
        await IndexPartAsync(context, user, part[..half]);
        await IndexPartAsync(context, user, part[half..]);
    }

    private static async Task SleepAsync(TaskOrchestrationContext context, DateTime? nextDue)
    {
        if (nextDue is not { } due)
        {
            await context.WaitForExternalEvent<bool>(ChangedEvent);
            return;
        }

        using var wake = new CancellationTokenSource();
        var timer = context.CreateTimer(due, wake.Token);
        await Task.WhenAny(timer, context.WaitForExternalEvent<bool>(ChangedEvent));
        if (!timer.IsCompleted)
        {
            Cancel(wake);
        }
    }

    // CancelAsync goes over a thread of the pool, which an orchestrator must not wait for: it would fail.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}

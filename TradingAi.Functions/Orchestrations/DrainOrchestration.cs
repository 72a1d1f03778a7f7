using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace TradingAi.Functions.Orchestrations;

/// <summary>
/// Brings one user's index up to their journal: takes a batch of the outbox, fans out, and goes on as new until nothing is
/// due; then it sleeps until it is signalled or an item that failed is due again. There is one instance a user.
/// </summary>
/// <remarks>
/// No wake-up is lost, because nothing that is accepted depends on a signal being counted: a change is committed to the
/// outbox before its signal is sent, and every round begins by reading the outbox. A signal that arrives during a round is
/// dropped with that round, whose successor reads later than the change was written; one that arrives while the instance
/// sleeps wakes it. It never ends of itself, so there is no instant at which it has looked for the last time and still
/// counts as running. Were it to fail, the next signal starts it again, and the batch timer sends one.
/// </remarks>
public static class DrainOrchestration
{
    /// <summary>The event that wakes a sleeping drain.</summary>
    public const string ChangedEvent = "Changed";

    // A batch is small, so that an urgent change waits for one batch only; a part keeps the embedding model busy.
    private const int BatchSize = 64;
    private const int PartSize = 16;

    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 2, firstRetryInterval: TimeSpan.FromMilliseconds(500)));

    private static readonly TaskOptions s_retryStorage = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30)));

    /// <summary>The orchestrator. Its input is the user's id.</summary>
    [Function(nameof(DrainOutbox))]
    public static async Task DrainOutbox([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var user = context.GetInput<string>()!;
        var batch = await context.CallActivityAsync<DrainBatch>(
            nameof(DrainActivities.TakeDueItems), new TakeRequest(user, BatchSize), s_retryStorage);
        if (batch.Items.Count > 0)
        {
            await Task.WhenAll(batch.Items.Chunk(PartSize).Select(part => IndexPartAsync(context, user, [.. part])));
        }
        else
        {
            await SleepAsync(context, batch.NextDue);
        }

        context.ContinueAsNew(user, preserveUnprocessedEvents: false);
    }

    private static async Task IndexPartAsync(TaskOrchestrationContext context, string user, List<DrainItem> part)
    {
        try
        {
            await context.CallActivityAsync(nameof(DrainActivities.IndexItems), new DrainPart(user, part), s_retry);
        }
        catch (TaskFailedException) when (part.Count > 1)
        {
            // One of them may be the cause: alone, each shows for itself, and the others get through.
            foreach (var item in part)
            {
                await IndexPartAsync(context, user, [item]);
            }
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(DrainActivities.FailItems), new DrainFailure(user, part, failure.FailureDetails.ErrorType), s_retryStorage);
        }
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

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Wakes the drains of all users who have something left to index.</summary>
public sealed class BatchOrchestration(
    IOutbox outbox, IUserDirectory users, IVectorSpaceSwitch spaces, ISchedules schedules, IOptions<BatchOptions> options, TimeProvider clock)
{
    private const int UsersPerActivity = 500;
    private const int UsersAtOnce = 8;

    private static readonly TaskOptions s_retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>The id of the instance that the minute starts.</summary>
    public const string InstanceId = "batch-vectorization";

    /// <summary>The id of the instance that a start of the host starts.</summary>
    public const string ResumeInstanceId = "batch-vectorization-resume";

    /// <summary>The name under which its last run is stored.</summary>
    public const string Schedule = "batch_vectorization";

    /// <summary>The orchestrator. Its input tells whether to run though the interval has not passed, as at a start.</summary>
    [Function(nameof(RunBatch))]
    public static async Task RunBatch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var atOnce = context.GetInput<bool>();
        await context.CallActivityAsync(nameof(StartDrains), atOnce);
        if (!atOnce)
        {
            return;
        }

        // The settings may have changed since the last start.
        for (string? after = ""; after is not null;)
        {
            after = await context.CallActivityAsync<string?>(nameof(BeginSwitches), after, s_retry);
        }

        await context.CallActivityAsync(nameof(StartDrains), atOnce);
    }

    /// <summary>Looks whether the vectors of some users are of another model or store than the one in use.</summary>
    /// <param name="after">The id after which to go on, in order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The last id; null at the end.</returns>
    [Function(nameof(BeginSwitches))]
    public async Task<string?> BeginSwitches([ActivityTrigger] string after, CancellationToken cancellationToken)
    {
        var all = await users.ActiveSinceAsync(DateTimeOffset.MinValue, cancellationToken);
        var some = all.Where(user => string.CompareOrdinal(user.Value, after) > 0).Take(UsersPerActivity).ToArray();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = UsersAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(some, limit, async (user, cancelled) =>
        {
            try
            {
                await spaces.BeginAsync(user, cancelled);
            }
            catch (StorageUnavailableException)
            {
                // The next change of the user begins it, or the next look.
            }
        });
        return some.Length == UsersPerActivity ? some[^1].Value : null;
    }

    /// <summary>Signals the drain of every user with pending items, if a run is due.</summary>
    [Function(nameof(StartDrains))]
    public async Task StartDrains([ActivityTrigger] bool atOnce, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var dueSince = atOnce ? now : now - TimeSpan.FromMinutes(options.Value.IntervalMinutes);
        if (!await schedules.TryStartAsync(Schedule, dueSince, cancellationToken))
        {
            return;
        }

        foreach (var user in await outbox.UsersWithPendingAsync(cancellationToken))
        {
            await client.SignalDrainAsync(user, cancellationToken);
        }
    }
}

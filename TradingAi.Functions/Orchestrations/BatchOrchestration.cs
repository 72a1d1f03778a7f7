using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Orchestrations;

/// <summary>Wakes the drains of all users who have something left to index.</summary>
public sealed class BatchOrchestration(IOutbox outbox, ISchedules schedules, IOptions<BatchOptions> options, TimeProvider clock)
{
    /// <summary>The id of the instance that the minute starts.</summary>
    public const string InstanceId = "batch-vectorization";

    /// <summary>The id of the instance that a start of the host starts.</summary>
    public const string ResumeInstanceId = "batch-vectorization-resume";

    /// <summary>The name under which its last run is stored.</summary>
    public const string Schedule = "batch_vectorization";

    /// <summary>The orchestrator. Its input tells whether to run though the interval has not passed, as at a start.</summary>
    [Function(nameof(RunBatch))]
    public static Task RunBatch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CallActivityAsync(nameof(StartDrains), context.GetInput<bool>());
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

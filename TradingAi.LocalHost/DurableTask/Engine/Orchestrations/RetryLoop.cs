using Microsoft.DurableTask;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>Tries a call again as its options say, with durable timers between. It is orchestrator code, and replayed.</summary>
internal static class RetryLoop
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? options, Func<Task<T>> call)
        => options switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, call),
            { Handler: { } handler } => ByHandlerAsync(context, handler, call),
            _ => call(),
        };

    private static async Task<T> ByPolicyAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        var started = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed) when (attempt < policy.MaxNumberOfAttempts
                && !Failure.CannotBeRetried(failed)
                && policy.ShouldRetry(failed.FailureDetails)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime - started < policy.RetryTimeout))
            {
                // Fall through to the delay: it is awaited outside the handler.
            }

            await context.CreateTimer(DelayAfter(attempt, policy), CancellationToken.None);
        }
    }

    private static async Task<T> ByHandlerAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        var started = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed)
            {
                var facts = new RetryContext(
                    context, attempt, failed.FailureDetails, context.CurrentUtcDateTime - started, CancellationToken.None);
                if (Failure.CannotBeRetried(failed) || !await handler(facts))
                {
                    throw;
                }
            }
        }
    }

    private static TimeSpan DelayAfter(int attempt, RetryPolicy policy)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var seconds = policy.FirstRetryInterval.TotalSeconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }
}

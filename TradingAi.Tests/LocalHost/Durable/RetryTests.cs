using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.LocalHost.Durable;

public sealed class RetryTests
{
    [Fact]
    public async Task A_policy_tries_again_with_growing_delays_until_it_succeeds()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(Activities)], time: time);
        string id = await app.BeginAsync(nameof(Functions.Policy), new Attempts(4, 10));
        TimeSpan passed = TimeSpan.Zero;

        // 10 s, 20 s, and then 30 s where it would be 40 s: no delay is longer than the longest.
        foreach ((int attempt, int seconds) in new[] { (1, 10), (2, 20), (3, 30) })
        {
            await app.Probe.ReachedAsync(nameof(Activities.FailUntil), attempt);
            await UntilPendingTimerAsync(app, id);
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(attempt, app.Probe.Count(nameof(Activities.FailUntil)));
            time.Advance(TimeSpan.FromMilliseconds(2));
            passed += TimeSpan.FromSeconds(seconds) + TimeSpan.FromMilliseconds(1);
        }

        Assert.Equal($"4 after {passed.TotalSeconds.ToString(CultureInfo.InvariantCulture)}", (await app.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(nameof(Functions.Policy), 99, 3, 3)]
    [InlineData(nameof(Functions.HandledPolicy), 99, 9, 2)]
    [InlineData(nameof(Functions.TimedPolicy), 99, 9, 1)]
    [InlineData(nameof(Functions.Handler), 99, 3, 3)]
    public async Task Attempts_end_where_the_policy_or_handler_says(string orchestrator, int succeedAt, int limit, int expected)
    {
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(Activities)], time: new QuickTime());

        TaskFailureDetails failure = await app.FailureOfAsync(orchestrator, new Attempts(succeedAt, limit));

        Assert.Equal($"attempt {expected}", failure.InnerFailure!.ErrorMessage);
        Assert.Equal(expected, app.Probe.Count(nameof(Activities.FailUntil)));
    }

    [Fact]
    public async Task A_handler_sees_the_failure_and_can_wait_before_the_next_attempt()
    {
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(Activities)]);

        Assert.Equal("3", await app.RunAsync<string>(nameof(Functions.Handler), new Attempts(3, 9)));
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_too()
    {
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(Activities)], time: new QuickTime());

        Assert.Equal("2", await app.RunAsync<string>(nameof(Functions.RetrySub)));
    }

    [Fact]
    public void A_policy_outside_its_ranges_is_refused()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, 1, TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, 1, null, TimeSpan.FromMilliseconds(1)));
        Assert.Equal(TimeSpan.FromHours(1), new RetryPolicy(1, second).MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, new RetryPolicy(1, second).RetryTimeout);
    }

    /// <summary>The timer between attempts is recorded with the step that got the failure: the update of the instance shows it.</summary>
    private static async Task UntilPendingTimerAsync(DurableApp app, string id)
    {
        int failures = app.Probe.Count(nameof(Activities.FailUntil));
        await app.StatusAsync(id, $"failed {failures}");
    }

    private sealed record Attempts(int SucceedAt, int Limit);

    /// <summary>A clock that runs ten thousand times as fast: hours of retries pass in a second.</summary>
    private sealed class QuickTime : TimeProvider
    {
        private const int Factor = 10_000;
        private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _start + (System.GetUtcNow() - _start) * Factor;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new QuickTimer(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)));

        private static TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Factor;

        private sealed class QuickTimer(ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Scale(dueTime), Scale(period));

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }

    private static class Functions
    {
        [Function(nameof(Policy))]
        public static async Task<string> Policy([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Attempts attempts = context.GetInput<Attempts>()!;
            DateTime started = context.CurrentUtcDateTime;
            int failures = 0;
            RetryPolicy policy = new(attempts.Limit, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(30))
            {
                HandleFailure = _ =>
                {
                    context.SetCustomStatus($"failed {++failures}");
                    return true;
                },
            };
            int attempt = await context.CallActivityAsync<int>(nameof(Activities.FailUntil), attempts.SucceedAt, TaskOptions.FromRetryPolicy(policy));
            return $"{attempt} after {(context.CurrentUtcDateTime - started).TotalSeconds.ToString(CultureInfo.InvariantCulture)}";
        }

        [Function(nameof(HandledPolicy))]
        public static Task HandledPolicy([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<int>(
                nameof(Activities.FailUntil),
                context.GetInput<Attempts>()!.SucceedAt,
                new TaskOptions(new RetryPolicy(context.GetInput<Attempts>()!.Limit, TimeSpan.FromSeconds(1))
                {
                    HandleFailure = failure => failure.IsCausedBy<FormatException>() && failure.ErrorMessage == "attempt 1",
                }));

        [Function(nameof(TimedPolicy))]
        public static Task TimedPolicy([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<int>(
                nameof(Activities.FailUntil),
                context.GetInput<Attempts>()!.SucceedAt,
                new TaskOptions(new RetryPolicy(context.GetInput<Attempts>()!.Limit, TimeSpan.FromTicks(1), 1, null, TimeSpan.FromTicks(1))));

        [Function(nameof(Handler))]
        public static async Task<string> Handler([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Attempts attempts = context.GetInput<Attempts>()!;
            int attempt = await context.CallActivityAsync<int>(nameof(Activities.FailUntil), attempts.SucceedAt, TaskOptions.FromRetryHandler(async retry =>
            {
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                return retry.LastFailure.ErrorMessage == $"attempt {retry.LastAttemptNumber}" && retry.LastAttemptNumber < attempts.Limit;
            }));
            return $"{attempt}";
        }

        [Function(nameof(RetrySub))]
        public static Task<string> RetrySub([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync<string>(nameof(Once), null, TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1))));

        [Function(nameof(Once))]
        public static async Task<string> Once([OrchestrationTrigger] TaskOrchestrationContext context) =>
            $"{await context.CallActivityAsync<int>(nameof(Activities.FailUntil), 2)}";
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace TradingAi.Tests.LocalHost.Durable;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(typeof(OtherActivity), "expected activity 'Echo' (#0) at event 1, got activity 'Increment' (#0)")]
    [InlineData(typeof(Nothing), "expected activity 'Echo' (#0) at event 1, got the end of the orchestrator")]
    [InlineData(typeof(More), "expected no action at event 2, got a timer (#1)")]
    [InlineData(typeof(EndsEarly), "expected an orchestrator that goes on at event 3, got its end")]
    public async Task Code_that_takes_another_path_on_replay_fails_and_says_where(Type changed, string message)
    {
        using TempDirectory directory = new();
        await using (DurableApp before = await DurableApp.StartAsync([typeof(Original), typeof(Activities)], directory.Path))
        {
            await before.BeginAsync("Flow", id: "flow");
            await before.StatusAsync("flow", "waiting");
        }

        await using DurableApp after = await DurableApp.StartAsync([changed, typeof(Activities)], directory.Path);
        await after.Client.RaiseEventAsync("flow", "go");

        OrchestrationMetadata end = await after.EndOfAsync("flow");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Non-deterministic orchestrator 'Flow'", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(message, end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Escapes.Delay))]
    [InlineData(nameof(Escapes.DelayBesideAnActivity))]
    [InlineData(nameof(Escapes.OtherThread))]
    [InlineData(nameof(Escapes.LeaveTheThread))]
    [InlineData(nameof(Escapes.Never))]
    public async Task Awaiting_what_is_not_durable_fails_and_does_not_hang(string orchestrator)
    {
        await using DurableApp app = await DurableApp.StartAsync([typeof(Escapes), typeof(Activities)]);

        Assert.Contains("Multithreaded execution was detected", (await app.FailureOfAsync(orchestrator)).ErrorMessage, StringComparison.Ordinal);
        app.Probe.Open("x");
    }

    [Fact]
    public async Task Yielding_and_completed_tasks_are_fine()
    {
        await using DurableApp app = await DurableApp.StartAsync([typeof(Escapes), typeof(Activities)]);

        Assert.Equal("fine", await app.RunAsync<string>(nameof(Escapes.Yield)));
    }

    private static class Original
    {
        [Function("Flow")]
        public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<string>(nameof(Activities.Echo), "");
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<object>("go");
        }
    }

    private static class OtherActivity
    {
        [Function("Flow")]
        public static async Task Flow([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<int>(nameof(Activities.Increment), 1);
    }

    private static class Nothing
    {
        [Function("Flow")]
        public static Task Flow([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.IsReplaying);
    }

    private static class More
    {
        [Function("Flow")]
        public static Task Flow([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.WhenAll(context.CallActivityAsync(nameof(Activities.Echo), ""), context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None));
    }

    private static class EndsEarly
    {
        [Function("Flow")]
        public static Task Flow([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(Activities.Echo), "");
    }

    private static class Escapes
    {
        [Function(nameof(Delay))]
        public static async Task Delay([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.Delay(1);
            await context.CallActivityAsync(nameof(Activities.Echo), "");
        }

        [Function(nameof(DelayBesideAnActivity))]
        public static async Task DelayBesideAnActivity([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task never = context.CallActivityAsync(nameof(Activities.Hold), "x");
            await Task.Delay(20);
            await never;
        }

        [Function(nameof(OtherThread))]
        public static async Task OtherThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task never = context.CallActivityAsync(nameof(Activities.Hold), "x");
            await await Task.WhenAny(never, Task.Run(() => context.CallActivityAsync(nameof(Activities.Echo), "")));
        }

        [Function(nameof(LeaveTheThread))]
        public static async Task LeaveTheThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(Activities.Echo), "").ConfigureAwait(false);
            await context.CallActivityAsync(nameof(Activities.Echo), "");
        }

        [Function(nameof(Never))]
        public static Task Never([OrchestrationTrigger] TaskOrchestrationContext context) => new TaskCompletionSource<bool>(context).Task;

        [Function(nameof(Yield))]
        public static async Task<string> Yield([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.Yield();
            await Task.CompletedTask;
            return await context.CallActivityAsync<string>(nameof(Activities.Echo), "fine");
        }
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace TradingAi.Tests.LocalHost.Durable;

public sealed class Orchestrations_kept_in_memory() : OrchestrationTests(keepInMemory: true);

public sealed class Orchestrations_replayed_at_every_step() : OrchestrationTests(keepInMemory: false);

/// <summary>What orchestrator code sees, whether it stays in memory or is replayed at every step.</summary>
public abstract partial class OrchestrationTests(bool keepInMemory)
{
    private Task<DurableApp> StartAsync() => DurableApp.StartAsync([typeof(Functions), typeof(Activities)], keepInMemory: keepInMemory);

    [Fact]
    public async Task Activities_run_one_after_another_with_inputs_and_outputs()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal(new Sum(10, ["1", "2", "3"]), await app.RunAsync<Sum>(nameof(Functions.Chain), new Sum(4, [])), Sum.Comparer);
        Assert.Equal(3, app.Probe.Count(nameof(Activities.AddOne)));
    }

    [Fact]
    public async Task When_all_gathers_results_in_the_order_of_the_calls()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal(Enumerable.Range(1, 20), await app.RunAsync<List<int>>(nameof(Functions.FanOut), 20));
    }

    [Fact]
    public async Task When_any_goes_on_with_the_first_result()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Race));
        await app.Probe.ReachedAsync(nameof(Activities.Hold), 2);

        app.Probe.Open("second");

        Assert.Equal("second", (await app.EndOfAsync(id)).ReadOutputAs<string>());
        app.Probe.Open("first");
    }

    [Fact]
    public async Task Time_ids_and_input_are_the_same_on_every_replay()
    {
        await using DurableApp app = await StartAsync();

        List<string> values = await app.RunAsync<List<string>>(nameof(Functions.Deterministic), "x");

        Assert.Equal(values[0], values[1]);
        Assert.Equal(4, values[2..].Distinct().Count());
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_each_line_once()
    {
        await using DurableApp app = await StartAsync();

        await app.RunAsync<object>(nameof(Functions.Talk));

        Assert.Equal(["one", "two", "three"], app.LogLines.Lines.Where(line => line.Category == "talk").Select(line => line.Text));
    }

    [Fact]
    public async Task A_failed_activity_throws_its_details_and_not_its_exception()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal(
            ["Task 'Fail' (#0) failed with an unhandled exception: broken", "System.FormatException", "True", "False", "System.TimeoutException: why"],
            await app.RunAsync<List<string>>(nameof(Functions.Catch)));
    }

    [Fact]
    public async Task An_unhandled_failure_fails_the_orchestration_with_its_details()
    {
        await using DurableApp app = await StartAsync();

        TaskFailureDetails failure = await app.FailureOfAsync(nameof(Functions.LetFail));

        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<FormatException>());
    }

    [Theory]
    [InlineData(nameof(Functions.MissingActivity), "'Nowhere' does not exist")]
    [InlineData("NoSuchOrchestrator", "'NoSuchOrchestrator' does not exist")]
    public async Task A_missing_function_fails_the_orchestration(string orchestrator, string message)
    {
        await using DurableApp app = await StartAsync();

        Assert.Contains(message, (await app.FailureOfAsync(orchestrator)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_come_early_are_kept_in_order_and_names_have_no_case()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Listen), 5);
        await app.Probe.ReachedAsync(nameof(Activities.Hold));
        for (int i = 0; i < 5; i++)
        {
            await app.Client.RaiseEventAsync(id, i % 2 == 0 ? "News" : "NEWS", i);
        }

        app.Probe.Open("listen");

        Assert.Equal([0, 1, 2, 3, 4], (await app.EndOfAsync(id)).ReadOutputAs<List<int>>()!);
    }

    [Fact]
    public async Task A_wait_that_times_out_is_cancelled_and_takes_no_event_away()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.WaitShortly));
        await app.StatusAsync(id, "timed out");

        await app.Client.RaiseEventAsync(id, "news", 7);

        Assert.Equal(7, (await app.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Of_several_waiters_the_latest_gets_the_event()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.TwoWaiters));
        await app.StatusAsync(id, "waiting");

        await app.Client.RaiseEventAsync(id, "news", 1);
        await app.Client.RaiseEventAsync(id, "news", 2);

        Assert.Equal([2, 1], (await app.EndOfAsync(id)).ReadOutputAs<List<int>>()!);
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_hold_the_orchestration()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal("cancelled", await app.RunAsync<string>(nameof(Functions.CancelTimer)));
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        await using DurableApp app = await StartAsync();
        string listener = await app.BeginAsync(nameof(Functions.TwoWaiters), id: "listener");
        await app.StatusAsync(listener, "waiting");

        await app.RunAsync<object>(nameof(Functions.Tell), "listener");

        Assert.Equal([20, 10], (await app.EndOfAsync(listener)).ReadOutputAs<List<int>>()!);
    }

    [Fact]
    public async Task A_sub_orchestration_knows_its_parent_and_answers_it()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Parent), id: "parent");

        Assert.Equal(["Parent/parent/child-1", "Parent/parent/auto"], (await app.EndOfAsync(id)).ReadOutputAs<List<string>>()!);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await app.Client.GetInstanceAsync("child-1"))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_fails_the_call()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal("Microsoft.DurableTask.TaskFailedException < System.FormatException", await app.RunAsync<string>(nameof(Functions.ParentOfFailing)));
    }

    [Fact]
    public async Task Continue_as_new_starts_over_with_the_new_input_and_keeps_unread_events()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Generations), 0);
        for (int i = 1; i <= 3; i++)
        {
            await app.Client.RaiseEventAsync(id, "news", i);
        }

        Assert.Equal("generation 3 of news 3", (await app.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Continue_as_new_can_leave_unread_events_behind()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Forget), 0);
        await app.Probe.ReachedAsync(nameof(Activities.Hold));
        await app.Client.RaiseEventAsync(id, "news", 1);
        app.Probe.Open("forget");
        await app.StatusAsync(id, "second");

        await app.Client.RaiseEventAsync(id, "news", 2);

        Assert.Equal(2, (await app.EndOfAsync(id)).ReadOutputAs<int>());
    }
}

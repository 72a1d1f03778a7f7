using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.LocalHost.Durable;

public sealed class ClientTests
{
    private static Task<DurableApp> StartAsync(TimeProvider? time = null) =>
        DurableApp.StartAsync([typeof(Functions), typeof(Activities)], time: time);

    [Theory]
    [InlineData("")]
    [InlineData("@x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public async Task An_instance_id_outside_the_rules_is_refused(string id)
    {
        await using DurableApp app = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => app.BeginAsync(nameof(Functions.Wait), id: id));
    }

    [Fact]
    public async Task Any_other_id_of_up_to_100_characters_is_taken()
    {
        await using DurableApp app = await StartAsync();
        string id = "drain-Ünï@:%'\" " + new string('x', 85);

        Assert.Equal(100, (await app.BeginAsync(nameof(Functions.Wait), id: id)).Length);

        Assert.Equal(id, (await app.Client.GetInstanceAsync(id))!.InstanceId);
    }

    [Fact]
    public async Task A_second_start_of_a_running_instance_is_refused_and_of_an_ended_one_replaces_it()
    {
        await using DurableApp app = await StartAsync();
        await app.BeginAsync(nameof(Functions.Wait), 1, "one");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => app.BeginAsync(nameof(Functions.Wait), 2, "one"));
        await app.Client.RaiseEventAsync("one", "go");
        Assert.Equal(1, (await app.EndOfAsync("one")).ReadInputAs<int>());

        await app.BeginAsync(nameof(Functions.Wait), 3, "one");
        await app.Client.RaiseEventAsync("one", "go");
        Assert.Equal(3, (await app.EndOfAsync("one")).ReadInputAs<int>());
    }

    [Fact]
    public async Task Dedupe_statuses_say_which_instances_refuse_a_start()
    {
        await using DurableApp app = await StartAsync();
        StartOrchestrationOptions onlyOnce = new StartOrchestrationOptions("one").WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed);
        await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Wait), 1, onlyOnce);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Wait), 2, onlyOnce));
        await app.Client.RaiseEventAsync("one", "go");
        await app.EndOfAsync("one");

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Wait), 3, onlyOnce));

        StartOrchestrationOptions whileRunning = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Running);
        await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Wait), 4, whileRunning);
        Assert.Equal(4, (await app.Client.GetInstanceAsync("one", getInputsAndOutputs: true))!.ReadInputAs<int>());
    }

    [Fact]
    public async Task Without_any_dedupe_status_a_running_instance_is_ended_and_replaced()
    {
        await using DurableApp app = await StartAsync();
        await app.BeginAsync(nameof(Functions.Wait), 1, "one");
        await app.Client.WaitForInstanceStartAsync("one");

        await app.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Wait), 2, new StartOrchestrationOptions("one").WithDedupeStatuses());
        await app.Client.RaiseEventAsync("one", "go");

        Assert.Equal(2, (await app.EndOfAsync("one")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_planned_instance_begins_at_its_time_and_gets_the_events_that_came_before()
    {
        FakeTimeProvider time = new();
        await using DurableApp app = await StartAsync(time);
        await app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Functions.Wait), 5, new StartOrchestrationOptions("later", time.GetUtcNow().AddHours(1)));
        await app.Client.RaiseEventAsync("later", "go");
        await app.RunAsync<int>(nameof(Functions.Quick), 1);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await app.Client.GetInstanceAsync("later"))!.RuntimeStatus);

        time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(5, (await app.EndOfAsync("later")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_event_for_a_missing_or_ended_instance_is_dropped_silently()
    {
        await using DurableApp app = await StartAsync();
        await app.Client.RaiseEventAsync("missing", "go");
        Assert.Null(await app.Client.GetInstanceAsync("missing"));

        string ended = await app.BeginAsync(nameof(Functions.Quick), 1);
        await app.EndOfAsync(ended);
        await app.Client.RaiseEventAsync(ended, "go");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await app.Client.GetInstanceAsync(ended))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_terminated_instance_ends_with_the_output_given_and_its_parent_hears_of_it()
    {
        await using DurableApp app = await StartAsync();
        string parent = await app.BeginAsync(nameof(Functions.CallWait));
        await app.Client.WaitForInstanceStartAsync("child");

        await app.Client.TerminateInstanceAsync("child", (object)"enough");

        OrchestrationMetadata child = await app.EndOfAsync("child");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
        Assert.Equal("enough", child.ReadOutputAs<string>());
        OrchestrationMetadata end = await app.EndOfAsync(parent);
        Assert.Contains("terminated", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    public async Task A_recursive_termination_reaches_sub_orchestrations(bool recursive, OrchestrationRuntimeStatus expected)
    {
        await using DurableApp app = await StartAsync();
        string parent = await app.BeginAsync(nameof(Functions.CallWait));
        await app.Client.WaitForInstanceStartAsync("child");

        await app.Client.TerminateInstanceAsync(parent, new TerminateInstanceOptions(Recursive: recursive));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await app.EndOfAsync(parent)).RuntimeStatus);
        Assert.Equal(expected, (await app.Client.GetInstanceAsync("child"))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_suspended_instance_takes_events_when_it_is_resumed()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Wait), 8);
        await app.Client.WaitForInstanceStartAsync(id);
        await app.Client.SuspendInstanceAsync(id);
        await app.Client.RaiseEventAsync(id, "go");
        await app.RunAsync<int>(nameof(Functions.Quick), 1);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await app.Client.GetInstanceAsync(id))!.RuntimeStatus);

        await app.Client.ResumeInstanceAsync(id);

        Assert.Equal(8, (await app.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Instances_are_listed_by_prefix_state_and_time_page_by_page()
    {
        FakeTimeProvider time = new();
        await using DurableApp app = await StartAsync(time);
        DateTimeOffset early = time.GetUtcNow();
        for (int i = 0; i < 7; i++)
        {
            await app.BeginAsync(nameof(Functions.Quick), i, $"a_{i}");
            await app.EndOfAsync($"a_{i}");
        }

        time.Advance(TimeSpan.FromHours(1));
        await app.BeginAsync(nameof(Functions.Wait), 1, "a%1");
        await app.Client.WaitForInstanceStartAsync("a%1");

        Assert.Equal(["a_0", "a_1", "a_2", "a_3", "a_4", "a_5", "a_6"], await IdsAsync(new OrchestrationQuery(InstanceIdPrefix: "a_", PageSize: 3)));
        Assert.Equal(["a%1"], await IdsAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["a%1"], await IdsAsync(new OrchestrationQuery(CreatedFrom: early.AddMinutes(1))));
        Assert.Equal(7, (await IdsAsync(new OrchestrationQuery(CreatedTo: early))).Count);
        Assert.Empty(await IdsAsync(new OrchestrationQuery(TaskHubNames: ["another"])));

        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (Page<OrchestrationMetadata> page in app.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 3, FetchInputsAndOutputs: true)).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([3, 3, 2], pages.Select(page => page.Values.Count));
        Assert.Equal(4, pages[1].Values[1].ReadInputAs<int>() + 1);
        Assert.Equal(["a_5", "a_6"], await IdsAsync(new OrchestrationQuery(ContinuationToken: pages[1].ContinuationToken)));

        async Task<List<string>> IdsAsync(OrchestrationQuery query)
        {
            List<string> ids = [];
            await foreach (OrchestrationMetadata instance in app.Client.GetAllInstancesAsync(query))
            {
                ids.Add(instance.InstanceId);
            }

            return ids;
        }
    }

    [Fact]
    public async Task Only_ended_instances_are_purged()
    {
        await using DurableApp app = await StartAsync();
        string parent = await app.BeginAsync(nameof(Functions.CallWait), id: "parent");
        await app.Client.WaitForInstanceStartAsync("child");
        Assert.Equal(0, (await app.Client.PurgeInstanceAsync(parent)).PurgedInstanceCount);
        await app.Client.RaiseEventAsync("child", "go");
        await app.EndOfAsync(parent);

        Assert.Equal(2, (await app.Client.PurgeInstanceAsync(parent, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await app.Client.GetInstanceAsync("child"));

        foreach (int i in Enumerable.Range(0, 3))
        {
            await app.EndOfAsync(await app.BeginAsync(nameof(Functions.Quick), i));
        }

        await app.BeginAsync(nameof(Functions.Wait), 1, "waiting");
        Assert.Equal(0, (await app.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed]))).PurgedInstanceCount);
        PurgeResult all = await app.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());
        Assert.Equal((3, true), (all.PurgedInstanceCount, all.IsComplete));
        Assert.NotNull(await app.Client.GetInstanceAsync("waiting"));
    }

    [Fact]
    public async Task An_ended_instance_restarts_with_its_input_under_its_id_or_a_new_one()
    {
        await using DurableApp app = await StartAsync();
        string id = await app.BeginAsync(nameof(Functions.Wait), 6);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Client.RestartAsync(id));
        await app.Client.RaiseEventAsync(id, "go");
        await app.EndOfAsync(id);

        Assert.Equal(id, await app.Client.RestartAsync(id));
        string other = await app.Client.RestartAsync(id, restartWithNewInstanceId: true);
        Assert.NotEqual(id, other);
        foreach (string restarted in new[] { id, other })
        {
            await app.Client.RaiseEventAsync(restarted, "go");
            Assert.Equal(6, (await app.EndOfAsync(restarted)).ReadOutputAs<int>());
        }

        await Assert.ThrowsAsync<ArgumentException>(() => app.Client.RestartAsync("missing"));
    }

    [Fact]
    public async Task Metadata_tells_tags_times_and_status_and_payloads_only_where_asked_for()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using DurableApp app = await StartAsync(time);
        await app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Functions.Wait), 2, new StartOrchestrationOptions("one") { Tags = new Dictionary<string, string> { ["user"] = "demo" } });
        await app.StatusAsync("one", "waiting");
        time.Advance(TimeSpan.FromMinutes(1));
        await app.Client.RaiseEventAsync("one", "go");
        OrchestrationMetadata end = await app.EndOfAsync("one");

        Assert.Equal(("Wait", "demo", true, false), (end.Name, end.Tags["user"], end.IsCompleted, end.IsRunning));
        Assert.Equal((time.GetUtcNow().AddMinutes(-1), time.GetUtcNow()), (end.CreatedAt, end.LastUpdatedAt));
        Assert.Equal(("2", "2", "\"waiting\""), (end.SerializedInput, end.SerializedOutput, end.SerializedCustomStatus));
        OrchestrationMetadata bare = (await app.Client.GetInstanceAsync("one"))!;
        Assert.Null(bare.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_payload_over_1_MB_is_refused_and_a_large_one_is_warned_of()
    {
        await using DurableApp app = await StartAsync();

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => app.BeginAsync(nameof(Functions.Quick), new string('x', 1024 * 1024)));
        Assert.Contains("1048578 bytes", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => app.Client.RaiseEventAsync("one", "go", new string('x', 1024 * 1024)));
        TaskFailureDetails failure = await app.FailureOfAsync(nameof(Functions.LargeOutput), 2_000_000);
        Assert.Contains("limit is 1048576", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(app.LogLines.Lines, line => line.Level == LogLevel.Warning);

        await app.RunAsync<string>(nameof(Functions.LargeOutput), 50_000);
        Assert.Contains(app.LogLines.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("50002 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_and_clients_are_bound_into_functions()
    {
        await using DurableApp app = await StartAsync();

        Assert.Equal("Pending or later: True", await app.RunAsync<string>(nameof(Functions.StartAnother)));
    }

    private sealed class ActivitiesWithClient
    {
        [Function(nameof(Look))]
        public static async Task<string> Look([ActivityTrigger] string id, [DurableClient] DurableTaskClient client) =>
            $"Pending or later: {await client.GetInstanceAsync(id) is not null}";
    }

    private static class Functions
    {
        [Function(nameof(Quick))]
        public static Task<int> Quick([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.GetInput<int>());

        [Function(nameof(Wait))]
        public static async Task<int> Wait([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<object>("go");
            return context.GetInput<int>();
        }

        [Function(nameof(CallWait))]
        public static Task CallWait([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync<int>(nameof(Wait), 1, new SubOrchestrationOptions(instanceId: "child"));

        [Function(nameof(LargeOutput))]
        public static Task<string> LargeOutput([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.FromResult(new string('x', context.GetInput<int>()));

        [Function(nameof(StartAnother))]
        public static Task<string> StartAnother([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>(nameof(LookUp), context.InstanceId);

        [Function(nameof(LookUp))]
        public static Task<string> LookUp([ActivityTrigger] string id, [DurableClient] DurableTaskClient client) => ActivitiesWithClient.Look(id, client);
    }
}

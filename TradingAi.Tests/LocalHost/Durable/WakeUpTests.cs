using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>Nothing that was signalled is left waiting, however the signal and the end of an orchestration fall together.</summary>
public sealed class WakeUpTests
{
    [Fact]
    public async Task Events_that_race_with_continue_as_new_are_all_delivered_once_and_in_order()
    {
        const int Count = 100;
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(DrainActivities)]);
        string id = await app.BeginAsync(nameof(Functions.Collect), new List<int>());

        for (int i = 0; i < Count; i++)
        {
            await app.Client.RaiseEventAsync(id, "item", i);
        }

        await app.Client.RaiseEventAsync(id, "item", -1);
        Assert.Equal(Enumerable.Range(0, Count), (await app.EndOfAsync(id)).ReadOutputAs<List<int>>()!);
    }

    [Fact]
    public async Task A_change_that_comes_as_the_drain_ends_is_never_left_waiting()
    {
        const int Senders = 4;
        const int Each = 30;
        await using DurableApp app = await DurableApp.StartAsync([typeof(Functions), typeof(DrainActivities)]);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                app.Probe.Notes.Enqueue("change");
                await StartOrSignalAsync(app.Client);
            }
        })));
        await app.EndOfAsync("drain");

        Assert.Empty(app.Probe.Notes);
    }

    private static async Task StartOrSignalAsync(DurableTaskClient client)
    {
        StartOrchestrationOptions singleton = new StartOrchestrationOptions("drain").WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        do
        {
            try
            {
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Drain), singleton);
                return;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                await client.RaiseEventAsync("drain", "changed");
            }
        }
        while (await client.GetInstanceAsync("drain") is not { IsCompleted: false });
    }

    private sealed class DrainActivities(Probe probe)
    {
        [Function(nameof(TakeAll))]
        public int TakeAll([ActivityTrigger] string nothing)
        {
            int taken = 0;
            while (probe.Notes.TryDequeue(out _))
            {
                taken++;
            }

            return taken;
        }
    }

    private static class Functions
    {
        [Function(nameof(Collect))]
        public static async Task<List<int>> Collect([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            List<int> items = context.GetInput<List<int>>()!;
            int item = await context.WaitForExternalEvent<int>("item");
            if (item >= 0)
            {
                context.ContinueAsNew((List<int>)[.. items, item]);
            }

            return items;
        }

        [Function(nameof(Drain))]
        public static async Task Drain([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task<object> changed = context.WaitForExternalEvent<object>("changed");
            int taken = await context.CallActivityAsync<int>(nameof(DrainActivities.TakeAll), "");
            if (taken > 0 || changed.IsCompleted)
            {
                context.ContinueAsNew();
            }
        }
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>The activities of one function, however many, leave places to those of others.</summary>
public sealed class FairTurnTests
{
    private const int Flood = 40;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 6)]
    public async Task While_one_function_holds_all_it_may_another_one_runs(int places, int held)
    {
        await using DurableApp app = await StartAsync(places);
        string flood = await app.BeginAsync(nameof(Functions.HoldMany), Flood);
        await app.Probe.ReachedAsync(nameof(Activities.Hold), held);

        Assert.Equal(["ran", "ran", "ran"], await app.RunAsync<List<string>>(nameof(Functions.EchoInTurn), 3));
        Assert.Equal(held, app.Probe.Count(nameof(Activities.Hold)));

        app.Probe.Open("flood");
        Assert.Equal(Flood, (await app.EndOfAsync(flood)).ReadOutputAs<int>());
        Assert.Equal(Flood, app.Probe.Count(nameof(Activities.Hold)));
    }

    [Fact]
    public async Task Of_a_single_place_the_functions_have_turns_and_their_activities_keep_their_order()
    {
        await using DurableApp app = await StartAsync(places: 1);
        string flood = await app.BeginAsync(nameof(Functions.NoteMany), Flood);
        await app.Probe.ReachedAsync(nameof(NotingActivities.NoteFirst));
        string other = await app.BeginAsync(nameof(Functions.NoteAnother));
        await app.StatusAsync(other, "scheduled");
        app.Probe.Open("first");
        await app.EndOfAsync(flood);
        await app.EndOfAsync(other);

        Assert.Contains("other", app.Probe.Notes.Take(2));
        Assert.Equal(Enumerable.Range(0, Flood).Select(i => $"{i}"), app.Probe.Notes.Where(note => note != "other"));
    }

    private static Task<DurableApp> StartAsync(int places) => DurableApp.StartAsync(
        [typeof(Functions), typeof(Activities), typeof(NotingActivities)],
        durableTask: new Dictionary<string, string> { ["maxConcurrentActivityFunctions"] = $"{places}" });

    private sealed class NotingActivities(Probe probe)
    {
        [Function(nameof(NoteFirst))]
        public Task NoteFirst([ActivityTrigger] string nothing)
        {
            probe.Add(nameof(NoteFirst));
            return probe.PassAsync("first");
        }

        [Function(nameof(NoteOne))]
        public void NoteOne([ActivityTrigger] string text) => probe.Notes.Enqueue(text);

        [Function(nameof(NoteOther))]
        public void NoteOther([ActivityTrigger] string text) => probe.Notes.Enqueue(text);
    }

    private static class Functions
    {
        [Function(nameof(HoldMany))]
        public static async Task<int> HoldMany([OrchestrationTrigger] TaskOrchestrationContext context)
            => (await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>())
                .Select(_ => context.CallActivityAsync<string>(nameof(Activities.Hold), "flood")))).Length;

        [Function(nameof(EchoInTurn))]
        public static async Task<List<string>> EchoInTurn([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            List<string> echoes = [];
            while (echoes.Count < context.GetInput<int>())
            {
                echoes.Add(await context.CallActivityAsync<string>(nameof(Activities.Echo), "ran"));
            }

            return echoes;
        }

        /// <summary>The first one holds the place until all the others wait for it.</summary>
        [Function(nameof(NoteMany))]
        public static Task NoteMany([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
        [
            context.CallActivityAsync(nameof(NotingActivities.NoteFirst), ""),
            .. Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync(nameof(NotingActivities.NoteOne), $"{i}")),
        ]);

        [Function(nameof(NoteAnother))]
        public static Task NoteAnother([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task noted = context.CallActivityAsync(nameof(NotingActivities.NoteOther), "other");
            context.SetCustomStatus("scheduled");
            return noted;
        }
    }
}

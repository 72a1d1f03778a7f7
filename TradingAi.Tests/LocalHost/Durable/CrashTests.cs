using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>Real processes, ended by SIGKILL at chosen instants. The child is this test assembly itself, running <see cref="Child"/>.</summary>
public sealed class CrashTests
{
    private const string DirectoryVariable = "TRADINGAI_CRASH_DIRECTORY";
    private const string OrchestratorVariable = "TRADINGAI_CRASH_ORCHESTRATOR";

    [Theory]

    // An activity that died between its end and its record runs again; what was recorded does not.
    [InlineData(nameof(Flows.Sequence), 2, "a b! b c")]
    [InlineData(nameof(Flows.All), 2, "a b c! c d end")]
    [InlineData(nameof(Flows.Any), 2, "a b! b")]
    [InlineData(nameof(Flows.Generations), 2, "a b! b c")]

    // What waited for its turn waits for it again.
    [InlineData(nameof(Flows.Turns), 2, "a! a other b c")]

    // Accepted by the client, then killed at once.
    [InlineData(nameof(Flows.KilledOnceScheduled), 2, "a")]
    [InlineData(nameof(Flows.KilledOnceRaised), 2, "a")]
    [InlineData(nameof(Flows.KilledWithTimerPending), 2, "a b")]
    public async Task After_a_kill_the_next_start_goes_on_from_what_was_recorded(string orchestrator, int starts, string effects)
    {
        using TempDirectory directory = new();

        int started = 0;
        int exitCode;
        do
        {
            Assert.True(++started <= starts, $"still not ended after {starts} starts: {Effects(directory.Path)}");
            exitCode = await RunChildAsync(directory.Path, orchestrator);
        }
        while (exitCode != 0);

        Assert.Equal(starts, started);
        Assert.Equal(effects, Effects(directory.Path));
    }

    [Fact]
    public async Task Killed_again_and_again_at_any_instant_no_recorded_step_repeats()
    {
        using TempDirectory directory = new();
        Random random = new(20261122);
        int kills = 0;
        while (await RunChildAsync(directory.Path, nameof(Flows.Long), kills < 4 ? TimeSpan.FromMilliseconds(random.Next(300, 1500)) : null) != 0)
        {
            Assert.True(++kills < 20);
        }

        Assert.NotEqual(0, kills);

        // A step begins only when the one before is recorded: once it has begun, the one before never comes again.
        int[] steps = [.. Effects(directory.Path).Split(' ').Select(int.Parse)];
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(Enumerable.Range(0, Flows.Steps), steps.Distinct());
        Assert.InRange(steps.Length, Flows.Steps, Flows.Steps + kills);
    }

    /// <summary>One life of the child process. It has nothing to do in an ordinary test run.</summary>
    [Fact(Explicit = true)]
    public async Task Child()
    {
        string directory = Environment.GetEnvironmentVariable(DirectoryVariable)!;
        string orchestrator = Environment.GetEnvironmentVariable(OrchestratorVariable)!;
        await using DurableApp app = await DurableApp.StartAsync(
            [typeof(Flows), typeof(Effect)],
            Path.Combine(directory, "data"),
            durableTask: new Dictionary<string, string> { ["maxConcurrentActivityFunctions"] = "1" });
        if (await app.Client.GetInstanceAsync("flow") is null)
        {
            await app.BeginAsync(orchestrator, directory, "flow");
            if (orchestrator == nameof(Flows.KilledOnceScheduled))
            {
                Kill();
            }

            if (orchestrator == nameof(Flows.KilledOnceRaised))
            {
                await app.StatusAsync("flow", "waiting");
                await app.Client.RaiseEventAsync("flow", "go");
                Kill();
            }

            if (orchestrator == nameof(Flows.KilledWithTimerPending))
            {
                await app.StatusAsync("flow", "waiting");
                Kill();
            }
        }

        OrchestrationMetadata end = await app.EndOfAsync("flow");
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.FailureDetails}");
    }

    private static string Effects(string directory)
    {
        string path = Path.Combine(directory, "effects");
        return File.Exists(path) ? string.Join(' ', File.ReadAllLines(path)) : "";
    }

    private static async Task<int> RunChildAsync(string directory, string orchestrator, TimeSpan? killAfter = null)
    {
        // The child is the test program by itself, whichever runner runs this test.
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, Path.GetFileNameWithoutExtension(typeof(CrashTests).Assembly.Location)))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "-explicit", "only", "-method", $"{typeof(CrashTests).FullName}.{nameof(Child)}" },
            Environment = { [DirectoryVariable] = directory, [OrchestratorVariable] = orchestrator },
        };
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (killAfter is { } limit)
        {
            // The instant is counted from the first effect, so that it falls into the work and not into the start.
            string before = Effects(directory);
            await DurableApp.UntilAsync(() => Task.FromResult(process.HasExited || Effects(directory) != before));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(limit / 10));
            process.Kill();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(process.ExitCode is 0 or 137 or -1, await output);
        return process.ExitCode;
    }

    private static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private sealed record Doing(string Directory, string Name);

    private static class Effect
    {
        /// <summary>Notes its name; one that ends in <c>!</c> then dies, in its first life, before its end is recorded.</summary>
        [Function(nameof(Do))]
        public static string Do([ActivityTrigger] Doing doing)
        {
            string marker = Path.Combine(doing.Directory, "died");
            bool dies = doing.Name.EndsWith('!') && !File.Exists(marker);
            File.AppendAllText(Path.Combine(doing.Directory, "effects"), (dies ? doing.Name : doing.Name.TrimEnd('!')) + "\n");
            if (dies)
            {
                File.WriteAllText(marker, JsonSerializer.Serialize(doing));
                Kill();
            }

            return doing.Name;
        }

        [Function(nameof(DoOther))]
        public static string DoOther([ActivityTrigger] Doing doing) => Do(doing);
    }

    private static class Flows
    {
        public const int Steps = 60;

        [Function(nameof(Sequence))]
        public static async Task Sequence([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Do(context, "a");
            await Do(context, "b!");
            await Do(context, "c");
        }

        [Function(nameof(All))]
        public static async Task All([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.WhenAll(Do(context, "a"), Do(context, "b"), Do(context, "c!"), Do(context, "d"));
            await Do(context, "end");
        }

        [Function(nameof(Turns))]
        public static Task Turns([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
            Do(context, "a!"), Do(context, "b"), Do(context, "c"), context.CallActivityAsync<string>(nameof(Effect.DoOther), Named(context, "other")));

        [Function(nameof(Any))]
        public static async Task Any([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.WhenAny(Do(context, "a"), context.WaitForExternalEvent<object>("never"), context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None));
            await Do(context, "b!");
        }

        [Function(nameof(Generations))]
        public static async Task Generations([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            string[] input = context.GetInput<string>()!.Split('|');
            int generation = input.Length - 1;
            await Do(context, new[] { "a", "b!", "c" }[generation]);
            if (generation < 2)
            {
                context.ContinueAsNew(context.GetInput<string>() + "|");
            }
        }

        [Function(nameof(KilledOnceScheduled))]
        public static Task KilledOnceScheduled([OrchestrationTrigger] TaskOrchestrationContext context) => Do(context, "a");

        [Function(nameof(KilledOnceRaised))]
        public static async Task KilledOnceRaised([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<object>("go");
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            await Do(context, "a");
        }

        [Function(nameof(KilledWithTimerPending))]
        public static async Task KilledWithTimerPending([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Do(context, "a");
            context.SetCustomStatus("waiting");
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            await Do(context, "b");
        }

        [Function(nameof(Long))]
        public static async Task Long([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            string[] input = context.GetInput<string>()!.Split('|');
            for (int i = 0; i < 10; i++)
            {
                await Do(context, $"{(input.Length - 1) * 10 + i}");
            }

            if (input.Length * 10 < Steps)
            {
                context.ContinueAsNew(context.GetInput<string>() + "|");
            }
        }

        private static Task Do(TaskOrchestrationContext context, string name) =>
            context.CallActivityAsync<string>(nameof(Effect.Do), Named(context, name));

        private static Doing Named(TaskOrchestrationContext context, string name) => new(context.GetInput<string>()!.TrimEnd('|'), name);
    }
}

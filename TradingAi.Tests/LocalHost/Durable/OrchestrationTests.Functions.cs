using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace TradingAi.Tests.LocalHost.Durable;

public abstract partial class OrchestrationTests
{
    internal static partial class Functions
    {
        [Function(nameof(Chain))]
        public static async Task<Sum> Chain([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Sum sum = context.GetInput<Sum>()!;
            for (int i = 0; i < 3; i++)
            {
                sum = await context.CallActivityAsync<Sum>(nameof(Activities.AddOne), sum with { Total = sum.Total + i, Steps = [.. sum.Steps, $"{i + 1}"] });
            }

            return sum;
        }

        [Function(nameof(FanOut))]
        public static async Task<List<int>> FanOut([OrchestrationTrigger] TaskOrchestrationContext context) =>
            [.. await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<int>(nameof(Activities.Increment), i)))];

        [Function(nameof(Race))]
        public static async Task<string> Race([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await await Task.WhenAny(
                context.CallActivityAsync<string>(nameof(Activities.Hold), "first"),
                context.CallActivityAsync<string>(nameof(Activities.Hold), "second"));

        [Function(nameof(Deterministic))]
        public static async Task<List<string>> Deterministic([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            string Now() => $"{context.CurrentUtcDateTime:O} {context.CurrentUtcDateTime.Kind} {context.GetInput<string>()} {context.NewGuid()} {context.NewGuid()}";
            string before = Now();
            string seen = await context.CallActivityAsync<string>(nameof(Activities.Echo), before);
            string[] ids = [.. before.Split(' ')[^2..], $"{context.NewGuid()}", $"{context.NewGuid()}"];
            return [before, seen, .. ids];
        }

        [Function(nameof(Talk))]
        public static async Task Talk([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            ILogger logger = context.CreateReplaySafeLogger("talk");
            Say(logger, "one");
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            Say(logger, "two");
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            Say(context.ReplaySafeLoggerFactory.CreateLogger("talk"), "three");
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "{Word}")]
        private static partial void Say(ILogger logger, string word);

        [Function(nameof(Catch))]
        public static async Task<List<string>> Catch([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync(nameof(Activities.Fail), "broken");
                return [];
            }
            catch (TaskFailedException failed)
            {
                TaskFailureDetails details = failed.FailureDetails;
                return
                [
                    failed.Message, details.ErrorType, $"{details.IsCausedBy<SystemException>()}", $"{details.IsCausedBy<TimeoutException>()}",
                    details.InnerFailure!.ToString(),
                ];
            }
        }

        [Function(nameof(LetFail))]
        public static Task LetFail([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync(nameof(Activities.Fail), "broken");

        [Function(nameof(MissingActivity))]
        public static Task MissingActivity([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync("Nowhere", null, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromDays(1))));

        [Function(nameof(Listen))]
        public static async Task<List<int>> Listen([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<string>(nameof(Activities.Hold), "listen");
            List<int> heard = [];
            while (heard.Count < context.GetInput<int>())
            {
                heard.Add(await context.WaitForExternalEvent<int>("news"));
            }

            return heard;
        }

        [Function(nameof(WaitShortly))]
        public static async Task<int> WaitShortly([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return -await context.WaitForExternalEvent<int>("news", TimeSpan.FromMilliseconds(20));
            }
            catch (TaskCanceledException)
            {
                context.SetCustomStatus("timed out");
                return await context.WaitForExternalEvent<int>("news");
            }
        }

        [Function(nameof(TwoWaiters))]
        public static async Task<List<int>> TwoWaiters([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Task<int> first = context.WaitForExternalEvent<int>("news");
            Task<int> second = context.WaitForExternalEvent<int>("news");
            context.SetCustomStatus("waiting");
            return [await first, await second];
        }

        [Function(nameof(CancelTimer))]
        public static async Task<string> CancelTimer([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using CancellationTokenSource end = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(30), end.Token);
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            end.Cancel();
            try
            {
                await timer;
                return "fired";
            }
            catch (TaskCanceledException)
            {
                await context.CallActivityAsync(nameof(Activities.Echo), "");
                return "cancelled";
            }
        }

        [Function(nameof(Tell))]
        public static async Task Tell([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SendEvent(context.GetInput<string>()!, "news", 10);
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            context.SendEvent(context.GetInput<string>()!, "NEWS", 20);
        }

        [Function(nameof(Parent))]
        public static async Task<List<string>> Parent([OrchestrationTrigger] TaskOrchestrationContext context) =>
        [
            await context.CallSubOrchestratorAsync<string>(nameof(Child), null, new TaskOptions().WithInstanceId("child-1")),
            await context.CallSubOrchestratorAsync<string>(nameof(Child)),
        ];

        [Function(nameof(Child))]
        public static async Task<string> Child([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            return $"{context.Parent!.Name}/{context.Parent.InstanceId}/{(context.InstanceId == "child-1" ? "child-1" : "auto")}";
        }

        [Function(nameof(ParentOfFailing))]
        public static async Task<string> ParentOfFailing([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallSubOrchestratorAsync(nameof(LetFail));
                return "";
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.FailureDetails.ErrorType} < {failed.FailureDetails.InnerFailure!.ErrorType}";
            }
        }

        [Function(nameof(Generations))]
        public static async Task<string> Generations([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            int generation = context.GetInput<int>() + 1;
            int news = await context.WaitForExternalEvent<int>("news");
            await context.CallActivityAsync(nameof(Activities.Echo), "");
            if (generation == 3)
            {
                return $"generation {generation} of news {news}";
            }

            context.ContinueAsNew(generation);
            return "not an output";
        }

        [Function(nameof(Forget))]
        public static async Task<int> Forget([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            if (context.GetInput<int>() == 0)
            {
                await context.CallActivityAsync<string>(nameof(Activities.Hold), "forget");
                context.ContinueAsNew(1, preserveUnprocessedEvents: false);
                return 0;
            }

            context.SetCustomStatus("second");
            return await context.WaitForExternalEvent<int>("news");
        }
    }
}

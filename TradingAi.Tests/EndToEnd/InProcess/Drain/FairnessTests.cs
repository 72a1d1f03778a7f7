using System.Net.Http.Json;

namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

public sealed class FairnessTests
{
    private const int Importers = 8;

    [Fact]
    public async Task A_report_does_not_wait_for_the_indexing_of_other_users()
    {
        var (busy, end) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var indexing = 0;
        var indexer = new ScriptedIndexer
        {
            Before = _ =>
            {
                if (Interlocked.Increment(ref indexing) == 3)
                {
                    busy.SetResult();
                }

                return end.Task;
            },
        };

        await using var app = await indexer.StartAppAsync(new() { ["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] = "4" });
        using var reader = app.CreateClient("reader");
        await Task.WhenAll(Enumerable.Range(0, Importers).Select(async number =>
        {
            using var client = app.CreateClient($"importer{number}");
            await client.ImportAsync(Api.Journal(Api.Stock(1)));
        }));
        await busy.Task;

        using var request = new HttpRequestMessage(HttpMethod.Post, "reports/generate") { Content = JsonContent.Create(new { report_type = "risk" }) };
        request.Headers.Add("Prefer", "wait=60");
        var answer = await reader.SendAsync(request);
        end.SetResult();
        Assert.Equal("completed", (string?)(await answer.DataAsync(201))["status"]);
    }
}

using System.Net;
using System.Net.Http.Json;
using TradingAi.Tests.EndToEnd.InProcess.Drain;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class LeavingCallerTests
{
    [Fact]
    public async Task A_caller_who_leaves_while_waiting_for_a_report_finds_the_same_one_under_the_key()
    {
        // The only place for activities is taken, so that the report waits.
        var (taken, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var indexer = new ScriptedIndexer
        {
            Before = _ =>
            {
                taken.TrySetResult();
                return end.Task;
            },
        };
        await using var app = await indexer.StartAppAsync(new() { ["AzureFunctionsJobHost:extensions:durableTask:maxConcurrentActivityFunctions"] = "1" });
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal(Api.Stock(1)));
        await taken.Task;

        using var leaving = new CancellationTokenSource();
        var waiting = PostAsync(client, leaving.Token);
        await UntilAsync(async () => (int)(await client.GetDataAsync("reports"))["total_count"]! == 1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        // The key stays taken until the host has seen that the caller is gone.
        HttpResponseMessage again = null!;
        await UntilAsync(async () => (again = await PostAsync(client, CancellationToken.None)).StatusCode != HttpStatusCode.Conflict);
        var (ticket, reports) = (await again.DataAsync(202), await client.GetDataAsync("reports"));
        end.SetResult();

        Assert.Equal((string?)Assert.Single(reports["reports"]!.AsArray())!["id"], (string?)ticket["id"]);
        Assert.Equal("completed", (string?)(await client.WaitForReportAsync((string)ticket["status_url"]!))["status"]);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "reports/generate") { Content = JsonContent.Create(new { report_type = "risk" }) };
        request.Headers.Add("Idempotency-Key", "once");
        request.Headers.Add("Prefer", "wait=20");
        return client.SendAsync(request, cancellationToken);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            await Task.Delay(20, bound.Token);
        }
    }
}

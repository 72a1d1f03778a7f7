using System.Globalization;
using System.Net;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd.InProcess.Crash;

/// <summary>Kills the process while it makes reports: <c>TRADINGAI_KILLS</c> times (3), at instants that <c>TRADINGAI_SEED</c> (1) decides.</summary>
public sealed class ReportKillTests
{
    private const string User = "killed";

    private static readonly string[] s_types = ["comprehensive", "performance", "risk", "trading"];

    [Fact]
    public async Task Every_report_that_was_accepted_is_there_once_and_complete_however_the_process_dies()
    {
        var (kills, random) = (Setting("TRADINGAI_KILLS", 3), new Random(Setting("TRADINGAI_SEED", 1)));
        var stop = TestContext.Current.CancellationToken;
        using var directory = new TemporaryDirectory();
        var accepted = new List<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var app = await ChildApp.StartAsync(directory.Path);
            using var client = app.CreateClient(User);
            if (kill == 0)
            {
                await client.ImportAsync(Api.Sample());
            }

            // Any instant will do: before an answer, between two steps, after the end.
            var posts = s_types.Select(type => PostAsync(client, type, kill)).ToList();
            await Task.Delay(random.Next(2000), stop);
            await app.KillAsync();
            var answered = (await Task.WhenAll(posts)).OfType<string>().ToList();
            TestContext.Current.TestOutputHelper?.WriteLine($"Kill {kill + 1}: {answered.Count} of {posts.Count} reports accepted.");
            accepted.AddRange(answered);
        }

        await using var last = await ChildApp.StartAsync(directory.Path);
        using var survivor = last.CreateClient(User);
        accepted.Add((await PostAsync(survivor, "risk", kills))!);
        var listed = await ListAsync(survivor);

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Subset(listed.ToHashSet(), accepted.ToHashSet());
        foreach (var id in listed)
        {
            Assert.Equal("completed", (string?)(await survivor.WaitForReportAsync($"reports/{id}/status"))["status"]);
        }
    }

    // The id, or null where the process died before it answered.
    private static async Task<string?> PostAsync(HttpClient client, string type, int kill)
    {
        try
        {
            // Every round looks at another range, so that none rests on what was found before.
            var from = new DateOnly(2025, 11, 3).AddDays(kill).ToString("O", CultureInfo.InvariantCulture);
            using var response = await client.PostAsync(
                $"reports?time_range=custom&from={from}&to=2026-10-30&report_type={type}&as_of=2026-10-31T04:59:59Z", null);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            return (string)(await response.DataAsync(202))["id"]!;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<List<string>> ListAsync(HttpClient client)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetDataAsync($"reports?limit=100{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            ids.AddRange(page["reports"]!.AsArray().Select(r => (string)r!["id"]!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);
        return ids;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

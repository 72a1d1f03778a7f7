using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;

namespace TradingAi.Tests.EndToEnd.InProcess.Failures;

public sealed class CorruptDatabaseTests
{
    private const string Secret = "whsec_c2VjcmV0IG9mIHRoZSBjb3JydXB0aW9uIHRlc3Rz";

    /// <summary>The range of bytes of a good file that are overwritten: all, the header after its first line, the first page after the header.</summary>
    [Theory]
    [InlineData(0, 4096)]
    [InlineData(16, 100)]
    [InlineData(100, 4096)]
    public async Task One_users_corrupt_file_answers_503_for_them_promises_nothing_and_leaves_the_others_alone(int start, int end)
    {
        await using var app = await RealApp.StartAsync(new() { ["WEBHOOK_SECRETS"] = Secret });
        var path = Path.Combine(app.DataDirectory, "users", "victim.db");
        var garbage = await MakeCorruptFileAsync(path, start, end);

        using var victim = app.CreateClient("victim");
        foreach (var route in new[] { "analytics", "journal/status", "search?q=x", "chat/sessions", "insights", "reports", "journal/entities/stock:1", "analytics/live", "alerts", "predictions" })
        {
            await UnavailableAsync(await victim.GetAsync(route));
        }

        await UnavailableAsync(await victim.PostAsJsonAsync("chat", new { message = "What is my win rate?" }));
        await UnavailableAsync(await victim.PostAsJsonAsync("journal/import", Api.Journal(Api.Stock(1))));
        await UnavailableAsync(await victim.PostAsJsonAsync("insights/generate", new { insight_type = "risk" }));
        await UnavailableAsync(await victim.PostAsJsonAsync("what-if", new { exclude = new { symbol = "AAPL" } }));
        await UnavailableAsync(await victim.PostAsJsonAsync("analysis", new { query = "How did I do?" }));
        await UnavailableAsync(await victim.PostAsJsonAsync("analysis", new { query = "How did I do?", include_predictions = false }));
        await UnavailableAsync(await SendAsync(victim, "victim"));
        Assert.Equal(garbage, await File.ReadAllBytesAsync(path));

        using var other = app.CreateClient("other");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(other, "other")).StatusCode);
        Assert.Equal(1, (int)(await other.WaitUntilIndexedAsync())["indexed"]!);

        // Moved away, as the answer advises, and sent again, as senders do.
        File.Delete(path);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(victim, "victim")).StatusCode);
        Assert.Equal(1, (int)(await victim.WaitUntilIndexedAsync())["indexed"]!);
    }

    private static async Task<byte[]> MakeCorruptFileAsync(string path, int start, int end)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT, checksum TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        var bytes = await File.ReadAllBytesAsync(path);
        new Random(1).NextBytes(bytes.AsSpan(start..end));
        await File.WriteAllBytesAsync(path, bytes);
        return bytes;
    }

    private static async Task UnavailableAsync(HttpResponseMessage response)
    {
        var problem = await response.ProblemAsync(503);
        Assert.Equal("storage_unavailable", (string?)problem["error"]);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.DoesNotContain(Path.GetTempPath(), problem.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string user)
    {
        using var change = Api.Event(Secret, user, "stock.created", Api.Stock(1), id: "msg_1");
        return await client.SendAsync(change);
    }
}

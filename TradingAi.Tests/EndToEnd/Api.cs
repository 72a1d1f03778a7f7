using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

/// <summary>What end-to-end tests say over HTTP.</summary>
internal static class Api
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The data of a success of this status.</summary>
    public static async Task<JsonNode> DataAsync(this HttpResponseMessage response, int status = 200)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        var body = JsonNode.Parse(text)!;
        Assert.True((bool)body["success"]!);
        return body["data"]!;
    }

    /// <summary>The problem of an answer of this status.</summary>
    public static async Task<JsonNode> ProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = JsonNode.Parse(text)!;
        Assert.False((bool)body["success"]!);
        Assert.Equal(status, (int)body["status"]!);
        Assert.All(["type", "title", "detail", "instance", "error", "message", "trace_id", "errors"], name => Assert.NotNull(body[name]));
        return body;
    }

    public static async Task<JsonNode> GetDataAsync(this HttpClient client, string path) => await (await client.GetAsync(path)).DataAsync();

    public static async Task<JsonNode> ImportAsync(this HttpClient client, JsonNode journal) =>
        await (await client.PostAsJsonAsync("journal/import", journal)).DataAsync();

    /// <summary>Waits until everything is indexed, and returns the status.</summary>
    public static async Task<JsonNode> WaitUntilIndexedAsync(this HttpClient client)
    {
        using var bound = new CancellationTokenSource(s_patience);
        while (true)
        {
            var status = await client.GetDataAsync("journal/status");
            if ((int)status["pending"]! == 0)
            {
                return status;
            }

            await Task.Delay(50, bound.Token);
        }
    }

    /// <summary>A signed event.</summary>
    public static HttpRequestMessage Event(
        string secret, string user, string type, JsonObject data, long version = 1, string? id = null, long? timestamp = null, DateTimeOffset? at = null)
    {
        var body = new JsonObject
        {
            ["type"] = type,
            ["user_id"] = user,
            ["occurred_at"] = (at ?? DateTimeOffset.UtcNow).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["version"] = version,
            ["data"] = data,
        }.ToJsonString();
        return Signed(secret, body, id, timestamp);
    }

    /// <summary>A signed webhook of any body.</summary>
    public static HttpRequestMessage Signed(string secret, string body, string? id = null, long? timestamp = null)
    {
        id ??= $"msg_{Guid.NewGuid():N}";
        var seconds = (timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{seconds}.{body}")));
        var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/journal") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", $"v1,{signature}");
        return request;
    }

    /// <summary>A closed stock trade that made 10 a share.</summary>
    public static JsonObject Stock(object id, string symbol = "AAPL", decimal shares = 10) => new()
    {
        ["id"] = JsonValue.Create(id.ToString()),
        ["symbol"] = symbol,
        ["tradeType"] = "BUY",
        ["entryPrice"] = 100m,
        ["exitPrice"] = 110m,
        ["numberShares"] = shares,
        ["commissions"] = 0m,
        ["entryDate"] = "2026-01-05T15:00:00Z",
        ["exitDate"] = "2026-01-06T15:00:00Z",
        ["createdAt"] = "2026-01-05T15:00:00Z",
        ["updatedAt"] = "2026-01-06T15:00:00Z",
    };

    /// <summary>A document of these stock trades.</summary>
    public static JsonObject Journal(params JsonNode[] stocks) => new() { ["stocks"] = new JsonArray(stocks) };

    /// <summary>The sample journal.</summary>
    public static JsonObject Sample() =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json")))!.AsObject();
}

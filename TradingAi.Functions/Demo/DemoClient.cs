using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TradingAi.Functions.Demo;

/// <summary>Talks to the service as any client would: over HTTP, with signed webhooks.</summary>
internal sealed class DemoClient(HttpClient http, string webhookSecret, TimeProvider clock)
{
    private readonly byte[] _key = Convert.FromBase64String(webhookSecret["whsec_".Length..]);

    /// <summary>The key of the signatures, in hexadecimal digits.</summary>
    public string KeyHex => Convert.ToHexStringLower(_key);

    /// <summary>The data of a GET.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await DataAsync(response, cancellationToken);
    }

    /// <summary>The data of a POST.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonNode body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellationToken);
        return await DataAsync(response, cancellationToken);
    }

    /// <summary>Sends one event, signed as Standard Webhooks says.</summary>
    public async Task SendEventAsync(string id, JsonObject journalEvent, CancellationToken cancellationToken)
    {
        var body = journalEvent.ToJsonString();
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/journal")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{signature}");
        using var response = await http.SendAsync(request, cancellationToken);
        await DataAsync(response, cancellationToken);
    }

    private static async Task<JsonNode> DataAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return response.IsSuccessStatusCode && answer?["data"] is { } data
            ? data
            : throw new HttpRequestException($"The service answered {(int)response.StatusCode}: {answer?["message"]}");
    }
}

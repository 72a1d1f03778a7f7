using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>What an evaluation says over HTTP. An answer that is no success ends it, but for 429, which is waited out.</summary>
internal sealed class ApiClient(HttpClient http, string asOf, CancellationToken cancellationToken)
{
    private const int MaxTries = 30;
    private readonly string _asOf = $"as_of={Uri.EscapeDataString(asOf)}";

    /// <summary>The data of a GET.</summary>
    public Task<JsonNode> GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Every figure and group of a range (<c>time_range=…</c>) in the truth's present.</summary>
    public Task<JsonNode> AnalyticsAsync(string range) => GetAsync($"analytics?{range}&group_by=all&{_asOf}");

    /// <summary>A new insight over everything.</summary>
    public Task<JsonNode> InsightAsync(string type) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"insights/generate?{_asOf}&time_range=all&insight_type={type}"));

    /// <summary>A chat's answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="session">The session that it goes on; null for a new one.</param>
    public Task<JsonNode> AskAsync(string question, string? session) => SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"chat?{_asOf}")
    {
        Content = JsonContent.Create(new JsonObject { ["message"] = question, ["session_id"] = session }),
    });

    /// <summary>Imports a journal and waits until all of it is indexed.</summary>
    public async Task ImportAsync(byte[] journal)
    {
        var imported = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, "journal/import")
        {
            Content = new ByteArrayContent(journal) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        });
        if (imported["rejected"]!.AsArray().Count > 0)
        {
            throw new EvaluationException($"The import rejected rows: {imported["rejected"]![0]}");
        }

        JsonNode status;
        while ((int)(status = await GetAsync("journal/status"))["pending"]! > 0)
        {
            await Task.Delay(250, cancellationToken);
        }

        if ((int)status["failed"]! > 0)
        {
            throw new EvaluationException($"{status["failed"]} entities could not be indexed.");
        }
    }

    private async Task<JsonNode> SendAsync(Func<HttpRequestMessage> make)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = make();
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return Data(text) ?? throw new EvaluationException($"{request.RequestUri}: an answer without data.");
            }

            if (response.StatusCode != HttpStatusCode.TooManyRequests || tries == MaxTries)
            {
                throw new EvaluationException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {text}");
            }

            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(2), cancellationToken);
        }
    }

    private static JsonNode? Data(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["data"];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

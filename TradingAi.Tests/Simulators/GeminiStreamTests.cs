using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.Simulators;

/// <summary>How the simulated Gemini streams.</summary>
public sealed class GeminiStreamTests : IAsyncLifetime
{
    private const string Stream = "gemini/v1beta/models/gemini-2.5-flash:streamGenerateContent";

    private readonly FakeTimeProvider _clock = new();
    private Simulation _simulation = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync(_clock);

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task Events_carry_a_word_each_and_the_last_one_the_end()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: text=one two three]]");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var body = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.EndsWith("\r\n\r\n", body, StringComparison.Ordinal);
        var events = Events(body);
        Assert.Equal(["one ", "two ", "three"], events.Select(TextOf));
        Assert.Equal([null, null, "STOP"], events.Select(chunk => (string?)chunk["candidates"]![0]!["finishReason"]));
        Assert.Equal([1, 2, 3], events.Select(chunk => (int)chunk["usageMetadata"]!["candidatesTokenCount"]!));
        Assert.Single(events.Select(chunk => (string)chunk["responseId"]!).Distinct());
    }

    [Fact]
    public async Task Without_alt_sse_the_chunks_are_a_JSON_array()
    {
        using var response = await SendAsync(Stream + "?key=local", "[[gemini: text=one two three]]");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);

        var chunks = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!.AsArray();
        Assert.Equal(["one ", "two ", "three"], chunks.Select(chunk => TextOf(chunk!)));
    }

    [Fact]
    public async Task An_answer_cut_off_for_safety_says_so_after_what_was_said()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: finish=SAFETY after=2 ]] [[gemini: text=one two three]]");
        var events = Events(await response.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(3, events.Length);
        Assert.Equal("SAFETY", (string)events[2]["candidates"]![0]!["finishReason"]!);
        Assert.Null(events[2]["candidates"]![0]!["content"]);
    }

    [Fact]
    public async Task Calls_come_together_after_the_text()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: call=f call=g]] [[gemini: text=Looking.]]");
        var events = Events(await response.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(2, events.Length);
        Assert.Equal("Looking.", TextOf(events[0]));
        Assert.Equal(["f", "g"], events[1]["candidates"]![0]!["content"]!["parts"]!.AsArray().Select(part => (string)part!["functionCall"]!["name"]!));
    }

    [Fact]
    public async Task A_blocked_prompt_is_one_chunk()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: block=PROHIBITED_CONTENT]]");

        var chunk = Assert.Single(Events(await response.Content.ReadAsStringAsync(Cancelled)));
        Assert.Equal("PROHIBITED_CONTENT", (string)chunk["promptFeedback"]!["blockReason"]!);
    }

    [Fact]
    public async Task Chunks_wait_for_their_pace()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: pace=20s]] [[gemini: text=one two]]");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        Assert.Contains("one", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("", await reader.ReadLineAsync(Cancelled));

        var next = reader.ReadLineAsync(Cancelled).AsTask();
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("two", await next, StringComparison.Ordinal);
        Assert.True(_clock.GetUtcNow() - _clock.Start >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_stalled_answer_stops_after_its_chunks_until_the_caller_leaves()
    {
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: stall=after 2]] [[gemini: text=one two three]]");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        foreach (var word in new[] { "one", "two" })
        {
            Assert.Contains(word, await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
            Assert.Equal("", await reader.ReadLineAsync(Cancelled));
        }

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (int)(await _simulation.CountersAsync("gemini"))["in_flight"]!);
        response.Dispose();
        while ((int)(await _simulation.CountersAsync("gemini"))["in_flight"]! > 0)
        {
            Cancelled.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Chunks_can_come_twice()
    {
        await _simulation.ControlAsync("gemini/faults", """{"kind":"duplicate"}""");
        using var response = await SendAsync(Stream + "?alt=sse", "[[gemini: text=one two]]");

        Assert.Equal(["one ", "one ", "two", "two"], Events(await response.Content.ReadAsStringAsync(Cancelled)).Select(TextOf));
    }

    [Fact]
    public async Task A_quota_is_refused_with_the_time_to_wait()
    {
        await _simulation.ControlAsync("gemini/faults", """{"kind":"rate_limit","tokens_per_minute":5}""");
        using var first = await SendAsync(Stream + "?alt=sse", "one two three four");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(43));

        using var refused = await SendAsync(Stream + "?alt=sse", "one two");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var error = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancelled))!["error"]!;
        Assert.Equal("RESOURCE_EXHAUSTED", (string)error["status"]!);
        Assert.Equal("""[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"17s"}]""", error["details"]!.ToJsonString());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string prompt)
    {
        var body = new JsonObject { ["contents"] = new JsonArray(new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = prompt }) }) };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString()) };
        return await _simulation.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    private static JsonNode[] Events(string body) =>
        [.. body.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line["data: ".Length..])!)];

    private static string TextOf(JsonNode chunk) => (string)chunk["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;
}

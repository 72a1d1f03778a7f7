using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.Simulators;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync(_clock);

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Theory]
    [InlineData("voyage/v1/embeddings", 401, """{"detail":"Provided API key is invalid."}""")]
    [InlineData("vector/info", 401, """{"error":"Unauthorized: Invalid auth token","status":401}""")]
    [InlineData("turso/x/v2/pipeline", 401, """{"error":"Unauthorized: `The JWT is invalid`"}""")]
    public async Task A_wrong_bearer_token_is_refused_in_the_vendors_words(string path, int status, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new("Bearer", "wrong") } };
        using var response = await _simulation.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wrong_key_of_Gemini_is_an_invalid_argument_with_its_reason()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "gemini/v1beta/models") { Headers = { { "x-goog-api-key", "wrong" } } };
        using var response = await _simulation.Http.SendAsync(request);
        var error = (await response.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("INVALID_ARGUMENT", (string)error["status"]!);
        Assert.Equal("API_KEY_INVALID", (string)error["details"]![0]!["reason"]!);
    }

    [Theory]
    [InlineData("voyage", "voyage/v1/embeddings", "detail")]
    [InlineData("vector", "vector/info", "error")]
    [InlineData("gemini", "gemini/v1beta/models", "error")]
    [InlineData("turso", "turso/x/v2/pipeline", "error")]
    public async Task A_status_has_the_vendors_body_until_the_rule_is_spent(string vendor, string path, string member)
    {
        await _simulation.ControlAsync($"{vendor}/faults", """{"kind":"status","status":503,"count":2}""");

        for (var i = 0; i < 2; i++)
        {
            var (status, body) = await _simulation.PostAsync(path, "[]");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.NotNull(body[member]);
        }

        using var response = await _simulation.Http.PostAsJsonAsync(path, Array.Empty<int>());
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task A_rule_for_an_operation_leaves_the_others_alone()
    {
        await _simulation.ControlAsync("vector/faults", """[{"kind":"status","status":500,"operation":"query"}]""");

        await _simulation.OkAsync("vector/info", "[]");
        Assert.Equal(HttpStatusCode.InternalServerError, (await _simulation.PostAsync("vector/query", "{}")).Status);
    }

    [Fact]
    public async Task A_rate_limit_is_an_exact_sliding_minute()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"rate_limit","requests_per_minute":2}""");
        await _simulation.OkAsync("vector/info", "[]");
        _clock.Advance(TimeSpan.FromSeconds(40));
        await _simulation.OkAsync("vector/info", "[]");

        Assert.Equal("20", await RefusedRetryAfterAsync());
        _clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("1", await RefusedRetryAfterAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await _simulation.OkAsync("vector/info", "[]");
        Assert.Equal("40", await RefusedRetryAfterAsync());
    }

    [Fact]
    public async Task Voyages_rate_limit_says_when_it_resets_and_Geminis_holds_a_retry_info()
    {
        await _simulation.ControlAsync("voyage/faults", """{"kind":"rate_limit","requests_per_minute":0,"retry_after":17}""");
        await _simulation.ControlAsync("gemini/faults", """{"kind":"rate_limit","requests_per_minute":0,"retry_after":17}""");

        using var voyage = await _simulation.Http.PostAsJsonAsync("voyage/v1/embeddings", new { });
        using var gemini = await _simulation.Http.GetAsync("gemini/v1beta/models");

        Assert.Equal("17", voyage.Headers.GetValues("Retry-After").Single());
        Assert.Equal("17", voyage.Headers.GetValues("X-RateLimit-Reset").Single());
        var error = (await gemini.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;
        Assert.Equal("RESOURCE_EXHAUSTED", (string)error["status"]!);
        Assert.Equal("17s", (string)error["details"]![0]!["retryDelay"]!);
    }

    [Fact]
    public async Task The_fullest_minute_counts_what_lies_within_sixty_seconds_and_no_more()
    {
        foreach (var seconds in new[] { 0, 30, 29.999, 0.001, 60, 0 })
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds));
            await _simulation.OkAsync("vector/info", "[]");
        }

        var counters = await _simulation.CountersAsync("vector");
        Assert.Equal(6, (int)counters["requests"]!);
        Assert.Equal(3, (int)counters["most_requests_in_a_minute"]!);
        Assert.Equal(2, (int)counters["requests_last_minute"]!);
    }

    [Fact]
    public async Task A_latency_is_waited_for_and_reported_in_the_servers_timing()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"latency","latency_ms":{"min":200,"median":200,"p95":200}}""");

        var call = _simulation.Http.GetAsync("vector/info");
        while (!call.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        var timing = (await call).Headers.GetValues("Server-Timing").Single();
        Assert.StartsWith("vendor;dur=", timing, StringComparison.Ordinal);
        Assert.True(double.Parse(timing["vendor;dur=".Length..], CultureInfo.InvariantCulture) >= 200);
    }

    [Fact]
    public async Task A_cut_answer_is_lost_though_the_request_was_carried_out()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"cut","operation":"upsert"}""");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _simulation.PostAsync("vector/upsert", Vectors.Upsert(("a", 1))));

        Assert.Equal("a", (string)(await _simulation.OkAsync("vector/fetch", """{"ids":["a"]}"""))["result"]![0]!["id"]!);

        // The caller learns of the cut before the vendor has counted it.
        while ((int)(await _simulation.CountersAsync("vector"))["in_flight"]! > 0)
        {
            await Task.Yield();
        }

        Assert.Equal(1, (int)(await _simulation.CountersAsync("vector"))["by_status"]!["0"]!);
    }

    [Fact]
    public async Task A_malformed_answer_is_200_and_no_JSON()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"malformed"}""");

        using var response = await _simulation.Http.GetAsync("vector/info");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task A_dripping_answer_comes_a_few_bytes_at_a_time_and_whole()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"drip","after_bytes":5,"delay_ms":1000}""");
        using var response = await _simulation.Http.GetAsync("vector/list-namespaces", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];

        // While the clock stands still, one piece comes and no more.
        var length = await stream.ReadAsync(buffer);
        Assert.Equal(5, length);
        for (var read = length; read > 0; length += read)
        {
            var next = stream.ReadAsync(buffer.AsMemory(length)).AsTask();
            while (!next.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            read = await next;
        }

        Assert.Equal("""{"result":[""]}""", Encoding.UTF8.GetString(buffer, 0, length));
    }

    [Fact]
    public async Task A_hanging_call_is_never_answered_and_others_are()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"hang","count":1}""");
        using var patience = new CancellationTokenSource();

        var hanging = _simulation.Http.GetAsync("vector/info", patience.Token);
        while ((int)(await _simulation.CountersAsync("vector"))["in_flight"]! == 0)
        {
            await Task.Yield();
        }

        await _simulation.OkAsync("vector/info", "[]");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(hanging.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task Items_of_a_list_are_repeated_and_come_in_another_order()
    {
        await using var simulation = await Simulation.StartAsync(_clock, "--indexing-delay-ms", "0");
        await simulation.OkAsync("vector/upsert", Vectors.Upsert(("a", 1), ("b", 2)));
        await simulation.ControlAsync("vector/faults", """[{"kind":"duplicate"},{"kind":"reorder"}]""");

        var found = Vectors.Ids(await simulation.OkAsync("vector/query", Vectors.Query(1)));

        Assert.NotEqual(["a", "a", "b", "b"], found);
        Assert.Equal(["a", "a", "b", "b"], found.Order());
    }

    [Theory]
    [InlineData("""{"kind":"stats"}""", "[0].kind")]
    [InlineData("""[{"kind":"cut"},{"status":500}]""", "[1]")]
    [InlineData("""{"kind":"cut","status":500}""", "[0].status")]
    [InlineData("""{"kind":"status","status":200}""", "[0].status")]
    [InlineData("""{"kind":"cut","probabilty":1}""", "[0].probabilty")]
    [InlineData("""{"kind":"cut","probability":1.5}""", "[0].probability")]
    [InlineData("""{"kind":"cut","count":0}""", "[0].count")]
    [InlineData("""{"kind":"latency"}""", "[0].latency_ms")]
    [InlineData("""{"kind":"latency","latency_ms":{"min":0,"median":20,"p95":10}}""", "[0].latency_ms")]
    [InlineData("""{"kind":"rate_limit"}""", "[0].requests_per_minute")]
    [InlineData("""{"kind":"drip","after_bytes":0}""", "[0].after_bytes")]
    [InlineData("""{"kind":"filter_budget"}""", "[0].candidates")]
    [InlineData("""{"kind":""", "body")]
    public async Task A_bad_rule_is_refused_by_its_field_and_changes_nothing(string rules, string field)
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"status","status":418}""");

        using var content = new StringContent(rules, Encoding.UTF8, "application/json");
        using var response = await _simulation.Http.PutAsync("control/vector/faults", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![field]);
        Assert.Equal(418, (int)(await _simulation.PostAsync("vector/info", "[]")).Status);
    }

    [Fact]
    public async Task Clearing_drops_every_rule_and_starts_counting_anew()
    {
        await _simulation.ControlAsync("vector/faults", """{"kind":"status"}""");
        await _simulation.PostAsync("vector/info", "[]");

        await _simulation.Http.DeleteAsync("control");

        Assert.Equal(0, (int)(await _simulation.CountersAsync("vector"))["requests"]!);
        await _simulation.OkAsync("vector/info", "[]");
    }

    private async Task<string> RefusedRetryAfterAsync()
    {
        using var response = await _simulation.Http.GetAsync("vector/info");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        return response.Headers.GetValues("Retry-After").Single();
    }
}

using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using TradingAi.Core.Storage;
using static TradingAi.Tests.Chat.ChatApp;

namespace TradingAi.Tests.Chat;

public sealed class ChatStreamTests : IAsyncLifetime
{
    private const string Events = "text/event-stream";
    private const string Lines = "application/x-ndjson";

    private readonly ChatApp _app = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("chat", Events)]
    [InlineData("chat/stream", null)]
    [InlineData("chat/stream", "*/*")]
    [InlineData("chat/stream", "application/json")]
    public async Task Events_come_in_order_and_end_with_the_stored_answer(string route, string? accept)
    {
        using var response = await SendAsync(Ask("How did I do?", accept, route: route));
        Assert.Equal((200, Events), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.Equal(["no"], response.Headers.GetValues("X-Accel-Buffering"));

        var events = new List<SseItem<JsonNode>>();
        await foreach (var item in ReadAsync(response))
        {
            events.Add(item);
        }

        Assert.Equal(["session", "sources", "done"], events.Select(e => e.EventType).Where(t => t != "delta"));
        Assert.Equal("done", events[^1].EventType);
        var answer = events[^1].Data;
        Assert.Equal((string)answer["session_id"]!, (string)events[0].Data["session_id"]!);
        Assert.Equal(answer["sources"]!.ToJsonString(), events[1].Data["sources"]!.ToJsonString());
        Assert.Equal((string)answer["message"]!, string.Concat(events.Where(e => e.EventType == "delta").Select(e => (string)e.Data["text"]!)));
        Assert.Contains('\n', (string)answer["message"]!);
        Assert.Equal(2, await MessagesStoredAsync((string)answer["session_id"]!));
    }

    [Theory]
    [InlineData("chat", Lines)]
    [InlineData("chat/stream", Lines)]
    [InlineData("chat", "text/event-stream;q=0.5, application/x-ndjson")]
    public async Task Lines_hold_one_object_each_and_the_last_is_the_answer(string route, string accept)
    {
        using var response = await SendAsync(Ask("How did I do?", accept, route: route));
        Assert.Equal((200, Lines), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));

        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        var answer = lines[^1];
        Assert.True((bool)answer["done"]!);
        Assert.Equal((string)answer["message"]!, string.Concat(lines.SkipLast(1).Select(line => (string)line["chunk"]!)));
        Assert.Equal(2, await MessagesStoredAsync((string)answer["session_id"]!));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/json, text/event-stream;q=0.9")]
    [InlineData("text/html")]
    [InlineData("text/event-stream;q=0")]
    public async Task Chat_answers_with_one_document_unless_a_stream_is_preferred(string accept)
    {
        using var response = await SendAsync(Ask("How did I do?", accept));
        await DataAsync(response, 200);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Each_piece_arrives_before_the_next_one_exists()
    {
        using var gate = new SemaphoreSlim(0);
        _app.Model.Script = (_, token) => ScriptedModel.SayWhenToldAsync(gate, ["one", " two"], cancellationToken: token);
        using var response = await SendAsync(Ask("How did I do?", Events));
        await using var events = ReadAsync(response).GetAsyncEnumerator(Cancelled);

        await NextAsync(events, "session");
        await NextAsync(events, "sources");
        gate.Release();
        Assert.Equal("one", (string)(await NextAsync(events, "delta"))["text"]!);
        gate.Release();
        Assert.Equal(" two", (string)(await NextAsync(events, "delta"))["text"]!);
        Assert.Equal("one two", (string)(await NextAsync(events, "done"))["message"]!);
    }

    [Theory]
    [InlineData(Events)]
    [InlineData(Lines)]
    public async Task A_client_that_goes_stops_the_model_and_leaves_no_half_answer(string accept)
    {
        using var gate = new SemaphoreSlim(1);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Model.Script = (_, token) => ScriptedModel.SayWhenToldAsync(gate, ["half an ", "answer"], cancelled, token);
        using (var response = await SendAsync(Ask("How did I do?", accept)))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
            Assert.True(await body.ReadAsync(new byte[1], Cancelled) == 1);
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        var list = await DataAsync(await _app.Client.GetAsync("chat/sessions", Cancelled), 200);
        var session = Assert.Single(list["sessions"]!.AsArray())!;
        Assert.Equal(0, (int)session["message_count"]!);
        Assert.Equal("How did I do?", (string)session["title"]!);
    }

    [Fact]
    public async Task A_client_that_goes_stops_the_model_of_an_answer_in_one_document_too()
    {
        using var gate = new SemaphoreSlim(0);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Model.Script = (_, token) =>
        {
            asked.TrySetResult();
            return ScriptedModel.SayWhenToldAsync(gate, ["never said"], cancelled, token);
        };
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var answer = _app.Client.SendAsync(Ask("How did I do?"), gone.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }

    [Theory]
    [InlineData(Events, ": still working")]
    [InlineData(Lines, """{"heartbeat":true}""")]
    public async Task Silence_is_filled_with_heartbeats(string accept, string expected)
    {
        using var gate = new SemaphoreSlim(0);
        _app.Model.Script = (_, token) => ScriptedModel.SayWhenToldAsync(gate, ["at last"], cancellationToken: token);
        var sending = SendAsync(Ask("How did I do?", accept));
        for (var beat = 0; beat < 2; beat++)
        {
            await _app.Time.WaitBegunAsync(Cancelled);
            _app.Time.Advance(TimeSpan.FromSeconds(15));
        }

        using var response = await sending;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        for (var beat = 0; beat < 2; beat++)
        {
            while (await reader.ReadLineAsync(Cancelled) is { } line && line != expected)
            {
                Assert.DoesNotContain("at last", line, StringComparison.Ordinal);
            }
        }

        gate.Release();
        Assert.Contains("at last", await reader.ReadToEndAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_fails_in_the_middle_ends_the_stream_with_the_problem()
    {
        _app.Model.Script = (_, _) => FailingAsync();
        using var events = await SendAsync(Ask("How did I do?", Events));
        var last = default(SseItem<JsonNode>);
        await foreach (var item in ReadAsync(events))
        {
            Assert.NotEqual("done", item.EventType);
            last = item;
        }

        Assert.Equal("error", last.EventType);
        Assert.Equal((500, "internal_error"), ((int)last.Data["status"]!, (string)last.Data["error"]!));

        using var lines = await SendAsync(Ask("How did I do?", Lines));
        var line = JsonNode.Parse((await lines.Content.ReadAsStringAsync(Cancelled)).TrimEnd('\n').Split('\n')[^1])!;
        Assert.Equal("internal_error", (string)line["error"]!);

        var list = await DataAsync(await _app.Client.GetAsync("chat/sessions", Cancelled), 200);
        Assert.All(list["sessions"]!.AsArray(), s => Assert.Equal(0, (int)s!["message_count"]!));

        // Of an answer in one document nothing was sent yet.
        var whole = await _app.AnswerAsync("How did I do?");
        Assert.Equal(("narrator", """["language"]"""), ((string)whole["usage"]!["model"]!, whole["degraded"]!.ToJsonString()));
        Assert.DoesNotContain("half", (string)whole["message"]!, StringComparison.Ordinal);

        static async IAsyncEnumerable<ChatResponseUpdate> FailingAsync()
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "half");
            await Task.Yield();
            throw new HttpRequestException("the model's secret details");
        }
    }

    [Theory]
    [InlineData(Events)]
    [InlineData(Lines)]
    [InlineData("application/json")]
    public async Task A_failure_before_the_first_byte_has_its_own_status(string accept)
    {
        _app.Analyst.Answer = (_, _) => throw new StorageUnavailableException("The journal cannot be read just now.");
        using var response = await SendAsync(Ask("How did I do?", accept));
        Assert.Equal("storage_unavailable", (string)(await ProblemAsync(response, 503))["error"]!);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_stream_that_lasts_too_long_is_given_up_and_says_so()
    {
        using var gate = new SemaphoreSlim(0);
        _app.Model.Script = (_, token) => ScriptedModel.SayWhenToldAsync(gate, ["never said"], cancellationToken: token);
        using var response = await SendAsync(Ask("How did I do?", Events));
        await using var events = ReadAsync(response).GetAsyncEnumerator(Cancelled);
        await NextAsync(events, "session");
        await NextAsync(events, "sources");
        _app.Time.Advance(TimeSpan.FromSeconds(230));
        Assert.Equal("timed_out", (string)(await NextAsync(events, "error"))["error"]!);
    }

    [Fact]
    public async Task The_same_idempotency_key_repeats_a_stream_as_it_was()
    {
        async Task<string> SendKeyedAsync()
        {
            using var request = Ask("How did I do?", Events);
            request.Headers.Add("Idempotency-Key", "k-2");
            using var response = await SendAsync(request);
            Assert.Equal(Events, response.Content.Headers.ContentType?.MediaType);
            return await response.Content.ReadAsStringAsync(Cancelled);
        }

        Assert.Equal(await SendKeyedAsync(), await SendKeyedAsync());
        Assert.Single(_app.Analyst.Questions);
    }

    private static async IAsyncEnumerable<SseItem<JsonNode>> ReadAsync(HttpResponseMessage response)
    {
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancelled), (_, data) => JsonNode.Parse(data)!);
        await foreach (var item in parser.EnumerateAsync(Cancelled))
        {
            yield return item;
        }
    }

    private static async Task<JsonNode> NextAsync(IAsyncEnumerator<SseItem<JsonNode>> events, string type)
    {
        Assert.True(await events.MoveNextAsync(), $"The stream ended before '{type}'.");
        Assert.Equal(type, events.Current.EventType);
        return events.Current.Data;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

    private async Task<int> MessagesStoredAsync(string sessionId) =>
        (int)(await DataAsync(await _app.Client.GetAsync($"chat/sessions/{sessionId}", Cancelled), 200))["message_count"]!;
}

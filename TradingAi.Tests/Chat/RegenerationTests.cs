using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using static TradingAi.Tests.Chat.ChatApp;

namespace TradingAi.Tests.Chat;

/// <summary>The facts of these tests say that AAPL lost $1,234.50 [F1].</summary>
public sealed class RegenerationTests
{
    private const string Right = "You lost $1,234.50 on AAPL [F1].";
    private const string Wrong = "You lost $9,999 on AAPL [F1].";
    private const string Mislabelled = "Your win rate on AAPL is 1,234.50 [F1].";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Wrong)]
    [InlineData(Mislabelled)]
    [InlineData("You lost $1,234.50 on TSLA [F1].")]
    public async Task An_answer_with_an_unsupported_figure_is_asked_for_again_and_both_calls_are_paid(string wrong)
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = Right });
        var once = (await chat.App.AnswerAsync("How did I do?"))["usage"]!;
        await chat.ScriptAsync(new { text = wrong }, new { text = Right });
        var answer = await chat.App.AnswerAsync("How did I do?");

        Assert.Equal(Right, (string)answer["message"]!);
        Assert.Empty(answer["groundedness"]!["unsupported"]!.AsArray());
        Assert.Equal("answered", (string)answer["outcome"]!);
        Assert.Empty(answer["degraded"]!.AsArray());
        Assert.True((long)answer["usage"]!["prompt_tokens"]! > 2 * (long)once["prompt_tokens"]!);
        Assert.True((decimal)answer["usage"]!["cost_usd"]! > 2 * (decimal)once["cost_usd"]!);
    }

    [Fact]
    public async Task What_is_wrong_twice_is_delivered_and_flagged()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = Wrong }, new { text = "You lost $8,888 on AAPL [F1]." }, new { text = "never asked" });
        var answer = await chat.App.AnswerAsync("How did I do?");
        Assert.Equal("You lost $8,888 on AAPL [F1].", (string)answer["message"]!);
        Assert.Equal(["8,888"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
    }

    [Fact]
    public async Task What_is_supported_is_asked_for_once()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = Right }, new { text = "the next answer" });
        await chat.App.AnswerAsync("How did I do?");
        Assert.Equal("the next answer", (string)(await chat.App.AnswerAsync("And now?"))["message"]!);
    }

    [Fact]
    public async Task A_second_answer_that_fails_leaves_the_first_one_flagged()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = Wrong }, new { block = "SAFETY" });
        var answer = await chat.App.AnswerAsync("How did I do?");
        Assert.Equal((Wrong, "answered"), ((string)answer["message"]!, (string)answer["outcome"]!));
        Assert.Equal(["9,999"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
    }

    [Fact]
    public async Task Once_the_budget_is_used_up_nobody_is_asked_again()
    {
        await using var chat = await GeminiChat.StartAsync(new() { ["BUDGET_USD_PER_USER_PER_DAY"] = "0.000001" });
        await chat.ScriptAsync(new { text = Wrong }, new { text = Right });
        var answer = await chat.App.AnswerAsync("How did I do?");
        Assert.Equal((Wrong, "answered", "gemini-2.5-flash"), ((string)answer["message"]!, (string)answer["outcome"]!, (string)answer["usage"]!["model"]!));
        Assert.Equal(["9,999"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
    }

    [Theory]
    [InlineData("You chased it [S1]. " + Wrong + " More.", "You lost $1,234.50 on AAPL [F1].", "You chased it [S1]. You lost $1,234.50 on AAPL [F1].")]
    [InlineData("You chased it [S1]. " + Wrong, "You chased it [S1]. You lost $1,234.50 on AAPL [F1].", "You chased it [S1]. You lost $1,234.50 on AAPL [F1].")]
    [InlineData(Wrong + " You chased it [S1].", Right, Right)]
    [InlineData("- You chased it [S1].\n- Your win rate is 1,234.50 [F1].\n", "- A loss of $1,234.50 [F1].", "- You chased it [S1].\n- A loss of $1,234.50 [F1].")]
    public async Task A_stream_stops_before_the_first_unsupported_statement_and_goes_on_with_the_second_answer(string first, string second, string expected)
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = first }, new { text = second });
        var (deltas, answer) = await StreamAsync(chat);

        Assert.Equal(expected, (string)answer["message"]!);
        Assert.Equal(expected, string.Concat(deltas));
        Assert.Empty(answer["groundedness"]!["unsupported"]!.AsArray());
        Assert.True((decimal)answer["usage"]!["cost_usd"]! > 0);
    }

    [Fact]
    public async Task A_stream_that_is_wrong_twice_flags_what_was_sent()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = "You chased it [S1]. " + Wrong }, new { text = "You lost $8,888 [F1]." });
        var (deltas, answer) = await StreamAsync(chat);
        Assert.Equal("You chased it [S1]. You lost $8,888 [F1].", string.Concat(deltas));
        Assert.Equal(["8,888"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
    }

    [Fact]
    public async Task A_stream_whose_second_answer_fails_ends_with_the_flagged_statement_and_says_that_it_was_cut()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.ScriptAsync(new { text = $"You chased it [S1]. {Wrong} More of it [S1]. And more." }, new { block = "SAFETY" });
        var (deltas, answer) = await StreamAsync(chat);
        Assert.StartsWith("You chased it [S1]. " + Wrong, string.Concat(deltas), StringComparison.Ordinal);
        Assert.Contains("cut here", string.Concat(deltas), StringComparison.Ordinal);
        Assert.Equal(string.Concat(deltas), (string)answer["message"]!);
        Assert.Equal(["9,999"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
    }

    [Fact]
    public async Task The_second_prompt_names_what_was_unsupported_what_was_read_and_what_functions_gave()
    {
        await using var app = new ChatApp();
        await app.InitializeAsync();
        app.Model.Language = new RoomyModel();
        var asked = 0;
        app.Model.Script = (_, _) => ScriptedModel.SayAsync(asked++ == 0 ? ["You chased it [S1]. ", "You lost ", "$9,999 [F1]. ", "More."] : [Right]);
        using var response = await app.Client.SendAsync(Ask("How did I do?", "text/event-stream"), Cancelled);
        Assert.Contains("event: done", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        var (first, second) = (app.Model.Prompts.First(), app.Model.Prompts.Last());
        Assert.Equal(2, app.Model.Prompts.Count);
        Assert.StartsWith(first[^1].Text, second[^1].Text, StringComparison.Ordinal);
        var correction = second[^1].Text[first[^1].Text.Length..];
        Assert.Contains("\"9,999\"", correction, StringComparison.Ordinal);
        Assert.Contains("<written>\nYou chased it [S1]. \n</written>", correction, StringComparison.Ordinal);
        Assert.Equal(first.SkipLast(1).Select(m => m.Text), second.SkipLast(1).Select(m => m.Text));
    }

    [Fact]
    public async Task A_supported_statement_arrives_before_the_next_one_exists()
    {
        await using var app = new ChatApp();
        await app.InitializeAsync();
        app.Model.Language = new RoomyModel();
        using var gate = new SemaphoreSlim(0);
        app.Model.Script = (_, token) => ScriptedModel.SayWhenToldAsync(gate, ["Let me see. ", "You lost ", "$1,234.50 [F1]. ", "You", " chased it [S1]."], cancellationToken: token);
        using var response = await app.Client.SendAsync(Ask("How did I do?", "text/event-stream"), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var events = EventsAsync(response).GetAsyncEnumerator(Cancelled);

        // What claims nothing waits for nothing.
        gate.Release(2);
        while (await events.MoveNextAsync() && events.Current.EventType != "delta")
        {
        }

        Assert.Equal("Let me see. ", (string)events.Current.Data["text"]!);
        gate.Release(2);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("You lost $1,234.50 [F1]. ", (string)events.Current.Data["text"]!);
        gate.Release();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("You chased it [S1].", (string)events.Current.Data["text"]!);
    }

    private static async Task<(IReadOnlyList<string> Deltas, JsonNode Answer)> StreamAsync(GeminiChat chat)
    {
        using var response = await chat.App.Client.SendAsync(Ask("How did I do?", "text/event-stream"), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        var events = new List<SseItem<JsonNode>>();
        await foreach (var item in EventsAsync(response))
        {
            events.Add(item);
        }

        Assert.Equal("done", events[^1].EventType);
        return ([.. events.Where(e => e.EventType == "delta").Select(e => (string)e.Data["text"]!)], events[^1].Data);
    }

    private static async IAsyncEnumerable<SseItem<JsonNode>> EventsAsync(HttpResponseMessage response)
    {
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancelled), (_, data) => JsonNode.Parse(data)!);
        await foreach (var item in parser.EnumerateAsync(Cancelled))
        {
            yield return item;
        }
    }
}

using System.Text.Json.Nodes;
using TradingAi.Core.Language;
using static TradingAi.Tests.Chat.ChatApp;

namespace TradingAi.Tests.Chat;

public sealed class GeminiChatTests
{
    private const string Narrative = "You lost $1,234.50 on AAPL [F1].\nYou wrote that you chased it [S1].";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_answers_from_facts_and_passages_and_what_it_used_is_priced()
    {
        await using var chat = await GeminiChat.StartAsync();
        var answer = await chat.App.AnswerAsync("How did I do on AAPL?");

        Assert.Equal("Net P&L is -1234.5 [F1]. Your own writing speaks of it [S1].", (string)answer["message"]!);
        Assert.Equal(("answered", "gemini-2.5-flash"), ((string)answer["outcome"]!, (string)answer["usage"]!["model"]!));
        Assert.Equal("""{"checked":1,"supported":1,"unsupported":[]}""", answer["groundedness"]!.ToJsonString());
        Assert.True((long)answer["usage"]!["prompt_tokens"]! > 50 && (decimal)answer["usage"]!["cost_usd"]! > 0);
        Assert.Empty(answer["degraded"]!.AsArray());
        Assert.True(chat.App.Analyst.Questions.Single().WantsPassages);
    }

    [Fact]
    public async Task What_a_function_gives_can_be_cited_and_answers_what_the_grammar_declined()
    {
        await using var chat = await GeminiChat.StartAsync();
        Decline(chat);
        var answer = await chat.App.AnswerAsync("""[[gemini: call=get_figures {"time_range":"30d","filters":["symbol=NVDA","weekday = Friday","symbol=AMD"]}]] So?""");

        Assert.Equal("answered", (string)answer["outcome"]!);
        Assert.Contains("[F1]", (string)answer["message"]!, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, answer["facts"]!.AsArray().Count).Select(n => $"F{n}"), answer["facts"]!.AsArray().Select(f => (string)f!["id"]!));
        Assert.Equal("30d", (string)answer["facts"]![0]!["filters"]!["range"]!);
        Assert.Equal("NVDA, AMD", (string)answer["facts"]![0]!["filters"]!["symbol"]!);
        Assert.Empty(answer["groundedness"]!["unsupported"]!.AsArray());
    }

    [Theory]
    [InlineData("""what_if {"exclude":{"weekday":["Friday"]},"rule":{"kind":"half_size_after_losses","value":2}}""", "net_pnl_difference")]
    [InlineData("""risk {}""", "risk_score")]
    public async Task Choices_and_risk_are_computed_for_the_model(string call, string figure)
    {
        await using var chat = await GeminiChat.StartAsync();
        Decline(chat);
        var answer = await chat.App.AnswerAsync($"[[gemini: call={call}]] So?");

        Assert.Contains(answer["facts"]!.AsArray(), fact => (string)fact!["figure"]! == figure);
        Assert.Empty(answer["groundedness"]!["unsupported"]!.AsArray());
    }

    [Theory]
    [InlineData("""get_figures {"time_range":"forever"}""", "time_range")]
    [InlineData("""get_figures {"user_id":"bob"}""", "user_id")]
    [InlineData("""get_figures {"weekday":["Blursday"]}""", "weekday")]
    [InlineData("""get_figures {"filters":["weekday=Blursday"]}""", "weekday")]
    [InlineData("""get_figures {"filters":["moon=full"]}""", "filters")]
    [InlineData("""get_figures {"filters":["Friday"]}""", "filters")]
    [InlineData("""compare {"first":{"from":"soon"},"second":{}}""", "first.from")]
    [InlineData("""what_if {"exclude":{}}""", "exclude")]
    [InlineData("""risk {"capital":1}""", "capital")]
    [InlineData("""what_if {"rule":{"kind":"wish","value":1}}""", "rule.kind")]
    [InlineData("""what_if {"rule":{"kind":"stop_at_r","value":-1}}""", "rule.value")]
    [InlineData("""list_trades {"limit":1000}""", "limit")]
    [InlineData("""search_notes {}""", "query")]
    [InlineData("""no_such_function {}""", "no_such_function")]
    public async Task A_bad_call_is_answered_with_what_is_wrong_and_the_question_survives(string call, string named)
    {
        await using var chat = await GeminiChat.StartAsync();
        Decline(chat);
        var answer = await chat.App.AnswerAsync($"[[gemini: call={call}]] So?");

        // Unscripted, the simulated model repeats what a function answered.
        Assert.Contains(named, (string)answer["message"]!, StringComparison.Ordinal);
        Assert.Equal(("declined", "gemini-2.5-flash"), ((string)answer["outcome"]!, (string)answer["usage"]!["model"]!));
        Assert.Empty(answer["facts"]!.AsArray());
    }

    [Fact]
    public async Task What_neither_grammar_nor_model_can_answer_stays_declined()
    {
        await using var chat = await GeminiChat.StartAsync();
        Decline(chat);
        Assert.Equal("declined", (string)(await chat.App.AnswerAsync("What is the weather?"))["outcome"]!);
    }

    [Theory]
    [InlineData("[[gemini: block=SAFETY]]")]
    [InlineData("[[gemini: finish=SAFETY after=2]]")]
    [InlineData("[[gemini: finish=RECITATION after=0]]")]
    public async Task What_the_provider_refuses_the_narrator_answers_and_the_outcome_says_so(string script)
    {
        await using var chat = await GeminiChat.StartAsync();
        AssertStoodIn(await chat.App.AnswerAsync($"{script} How did I do?"), "blocked", "refused");
    }

    [Fact]
    public async Task An_answer_cut_at_the_models_length_says_so()
    {
        await using var chat = await GeminiChat.StartAsync();
        var answer = await chat.App.AnswerAsync("[[gemini: finish=MAX_TOKENS after=4]] How did I do?");
        Assert.StartsWith("Net P&L is -1234.5", (string)answer["message"]!, StringComparison.Ordinal);
        Assert.Contains("cut here", (string)answer["message"]!, StringComparison.Ordinal);
        Assert.Equal("""["language"]""", answer["degraded"]!.ToJsonString());
        Assert.Equal(("answered", "gemini-2.5-flash"), ((string)answer["outcome"]!, (string)answer["usage"]!["model"]!));

        AssertStoodIn(await chat.App.AnswerAsync("[[gemini: finish=MAX_TOKENS after=0]] How did I do?"), "answered", "gave no answer");
    }

    public static TheoryData<object> Faults => new()
    {
        new { kind = "status", status = 503 },
        new { kind = "status", status = 429, retry_after = 3600 },
        new { kind = "status", status = 401 },
        new { kind = "cut", after_events = 2 },
        new { kind = "malformed", after_events = 2 },
        new { kind = "hang", after_events = 2 },
        new { kind = "cut" },
        new { kind = "malformed" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_fails_before_anything_is_sent_the_narrator_answers_and_says_so(object fault)
    {
        await using var chat = await GeminiChat.StartAsync(new() { ["GEMINI_STREAM_STALL_SECONDS"] = "1", ["GEMINI_TIMEOUT_SECONDS"] = "6" });
        await chat.FaultAsync(fault);
        AssertStoodIn(await chat.App.AnswerAsync("How did I do?"), "answered", "could not be reached");
    }

    [Fact]
    public async Task A_stream_that_fails_after_its_first_word_ends_in_an_honest_error_and_is_not_stored()
    {
        await using var chat = await GeminiChat.StartAsync();
        await chat.FaultAsync(new { kind = "cut", after_events = 12 });

        // At a pace, so that the first statement is read before the connection breaks.
        using var response = await chat.App.Client.SendAsync(
            Ask("[[gemini: pace=100ms text=You chased it [S1]. And then there is a second statement which goes on for so long that it never comes to any end]] So?", "text/event-stream"), Cancelled);
        var body = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Contains("event: delta", body, StringComparison.Ordinal);
        Assert.Contains("event: error", body, StringComparison.Ordinal);
        Assert.DoesNotContain("event: done", body, StringComparison.Ordinal);
        var sessions = await DataAsync(await chat.App.Client.GetAsync("chat/sessions", Cancelled), 200);
        Assert.Equal(0, (int)sessions["sessions"]![0]!["message_count"]!);
    }

    [Fact]
    public async Task Once_the_days_budget_is_used_up_the_narrator_answers()
    {
        await using var chat = await GeminiChat.StartAsync(new() { ["BUDGET_USD_PER_USER_PER_DAY"] = "0.000001" });
        Assert.Equal("answered", (string)(await chat.App.AnswerAsync("How did I do?"))["outcome"]!);
        AssertStoodIn(await chat.App.AnswerAsync("How did I do?"), "over_budget", "budget");
    }

    [Theory]
    [InlineData(900, 12, true)]
    [InlineData(1_400, 12, true)]
    [InlineData(300, 12, false)]
    public async Task No_prompt_exceeds_the_window_passages_go_before_facts(int window, int passages, bool isAnswered)
    {
        await using var chat = await GeminiChat.StartAsync(new() { ["GEMINI_CONTEXT_TOKENS"] = $"{window}" });
        chat.App.Analyst.Answer = (question, _) => Task.FromResult(ScriptedAnalyst.GroundingFor(question) with
        {
            Sources = [.. Enumerable.Range(1, passages).Select(n => new Source($"S{n}", $"notebook:{n}", "notebook", "A day", string.Join(' ', Enumerable.Repeat("patience", 30)), 1.0 / n))],
        });
        var answer = await chat.App.AnswerAsync("How did I do? " + string.Join(' ', Enumerable.Repeat("patience", isAnswered ? 1 : 300)));

        if (isAnswered)
        {
            Assert.Equal("gemini-2.5-flash", (string)answer["usage"]!["model"]!);
            Assert.InRange((long)answer["usage"]!["prompt_tokens"]!, 1, window);
            Assert.StartsWith("Net P&L is -1234.5 [F1].", (string)answer["message"]!, StringComparison.Ordinal);
            Assert.True(answer["sources"]!.AsArray().Count < passages);
        }
        else
        {
            AssertStoodIn(answer, "answered", "does not fit");
        }
    }

    [Fact]
    public async Task Links_and_images_do_not_leave_with_an_answer()
    {
        await using var chat = await GeminiChat.StartAsync();
        var answer = await chat.App.AnswerAsync("[[gemini: text=See ![x](https://evil.example/?q=1) my [notes](http://evil.example) or https://evil.example/2 <img src=x> [F1].]] ?");
        Assert.Equal("See  my notes or   [F1].", (string)answer["message"]!);
    }

    private static void Decline(GeminiChat chat) =>
        chat.App.Analyst.Answer = (_, _) => Task.FromResult(new Grounding { Outcome = ChatOutcome.Declined, Narrative = "I can answer about your trades." });

    private static void AssertStoodIn(JsonNode answer, string outcome, string reason)
    {
        var message = (string)answer["message"]!;
        Assert.StartsWith(Narrative, message, StringComparison.Ordinal);
        Assert.Contains(reason, message.Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal((outcome, "narrator"), ((string)answer["outcome"]!, (string)answer["usage"]!["model"]!));
        Assert.Equal("""["language"]""", answer["degraded"]!.ToJsonString());
    }
}

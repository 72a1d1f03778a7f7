using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Chat;

/// <summary>What a language model is given, and what an answer that obeys a note may carry.</summary>
public sealed class PromptTests : IAsyncLifetime
{
    private readonly ChatApp _app = new();

    public ValueTask InitializeAsync()
    {
        _app.Model.Language = new RoomyModel();
        return _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Instructions_in_notes_stand_in_the_prompt_as_fenced_data()
    {
        Retrieve(Injections());
        await _app.AnswerAsync("What did I note?");

        var question = _app.Model.Prompts.Last()[^1].Text;
        Assert.Equal(3, Count(question, "<passage id="));
        Assert.Equal(3, Count(question, "</passage>"));
        Assert.Contains("Ignore previous instructions", question, StringComparison.Ordinal);
        Assert.DoesNotContain("<system>", question, StringComparison.Ordinal);
        Assert.DoesNotContain("</context>", question, StringComparison.Ordinal);
        Assert.Contains("never", _app.Model.Prompts.Last()[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatRole.System, _app.Model.Prompts.Last()[0].Role);
    }

    [Fact]
    public async Task An_answer_that_obeys_a_note_loses_its_links_and_its_figures_are_flagged()
    {
        Retrieve(Injections());
        const string Obedient =
            "All 412 of your trades were winners, a 100% win rate [S1]. ![chart](https://img.example.com/collect?who=trader&note=SOFI) "
            + "See [this](https://evil.example/x) or www.evil.example <img src=\"https://evil.example\"> [S2].";
        _app.Model.Script = (_, _) => ScriptedModel.SayAsync([.. Obedient.Chunk(7).Select(c => new string(c))]);
        var answer = await _app.AnswerAsync("What did I note?");

        var message = (string)answer["message"]!;
        Assert.DoesNotContain("example", message, StringComparison.Ordinal);
        Assert.DoesNotContain("](", message, StringComparison.Ordinal);
        Assert.Equal(["412", "100%"], answer["groundedness"]!["unsupported"]!.AsArray().Select(u => (string)u!));
        Assert.Equal(2, _app.Model.Prompts.Count);
    }

    [Fact]
    public async Task The_prompt_begins_with_what_seldom_changes_and_carries_profile_and_context()
    {
        await ImportAsync();
        var session = (string)(await _app.AnswerAsync("How did I do?"))["session_id"]!;
        await _app.AnswerAsync("And on AAPL?", session);

        var (first, second) = (_app.Model.Prompts.First(), _app.Model.Prompts.Last());
        Assert.Equal(first[0].Text, second[0].Text);
        var profile = JsonNode.Parse(Between(first[0].Text, "<profile>", "</profile>"))!;
        Assert.DoesNotContain("<b>", first[0].Text, StringComparison.Ordinal);
        Assert.Equal(("Ann <b>", "stated"), ((string)profile["name"]!["value"]!, (string)profile["name"]!["origin"]!));
        Assert.Equal(("day_trader", "inferred"), ((string)profile["trading_style"]!["value"]!, (string)profile["trading_style"]!["origin"]!));
        Assert.Null(profile["risk_tolerance"]);

        var context = Between(first[^1].Text, "<context>", "</context>").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["net_pnl", "win_rate", "trade_count", "open_positions"], context.Select(f => (string)f["figure"]!));
        Assert.Equal("F2", (string)context[0]["id"]!);
        Assert.Equal("30d", (string)context[0]["filters"]!["range"]!);
        Assert.Equal(1, (int)context[3]["value"]!);
    }

    [Fact]
    public async Task Context_is_reported_where_the_answer_cites_it_and_answers_what_the_grammar_declined()
    {
        await ImportAsync();
        Assert.Equal(["F1"], (await _app.AnswerAsync("How did I do?"))["facts"]!.AsArray().Select(f => (string)f!["id"]!));

        _app.Analyst.Answer = (_, _) => Task.FromResult(new Grounding { Outcome = ChatOutcome.Declined, Narrative = "I do not know." });
        _app.Model.Script = (_, _) => ScriptedModel.SayAsync("You closed 30 trades in the last 30 days [F3].");
        var answer = await _app.AnswerAsync("Where do I stand?");
        Assert.Equal("answered", (string)answer["outcome"]!);
        Assert.Equal("trade_count", (string)answer["facts"]!.AsArray().Single()!["figure"]!);
        Assert.Empty(answer["groundedness"]!["unsupported"]!.AsArray());
        Assert.Equal("chat.v2", (string)answer["usage"]!["prompt_version"]!);
    }

    [Fact]
    public async Task The_rules_and_the_declared_functions_stay_short()
    {
        await using var chat = await GeminiChat.StartAsync();
        var tokens = (long)(await chat.App.AnswerAsync("How did I do?"))["usage"]!["prompt_tokens"]!;
        TestContext.Current.SendDiagnosticMessage("A prompt of one fact and one passage has {0} tokens", tokens);
        Assert.InRange(tokens, 1, 3_500);
    }

    private static IReadOnlyList<TradeNote> Injections()
    {
        using var planted = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "planted.json")));
        var refs = planted.RootElement.GetProperty("injections").EnumerateArray().Select(i => i.GetString()!).ToHashSet();
        return [.. SampleJournal.Snapshot.TradeNotes.Where(n => refs.Contains(n.Ref.ToString()))];
    }

    private void Retrieve(IReadOnlyList<TradeNote> notes) => _app.Analyst.Answer = (_, _) => Task.FromResult(new Grounding
    {
        Outcome = ChatOutcome.Answered,
        Narrative = "Notes.",
        Sources = [.. notes.Select((n, i) => new Source($"S{i + 1}", n.Ref.ToString(), "trade_note", n.Name, n.Content, 1))],
    });

    // 30 trades of an hour, one a day up to the present, and one that is open.
    private async Task ImportAsync()
    {
        var stocks = Enumerable.Range(0, 31).Select(n => new JsonObject
        {
            ["id"] = n + 1, ["symbol"] = "AAPL", ["tradeType"] = "BUY", ["entryPrice"] = 100, ["exitPrice"] = n == 30 ? (JsonNode?)null : 101, ["numberShares"] = 10,
            ["updatedAt"] = $"{_app.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}",
            ["entryDate"] = $"{_app.Time.GetUtcNow().AddDays(-n).AddHours(-3):yyyy-MM-ddTHH:mm:ssZ}", ["exitDate"] = n == 30 ? (JsonNode?)null : $"{_app.Time.GetUtcNow().AddDays(-n).AddHours(-2):yyyy-MM-ddTHH:mm:ssZ}",
        });
        var journal = new JsonObject { ["user_profile"] = new JsonObject { ["name"] = "Ann <b>", ["timezone"] = "UTC" }, ["stocks"] = new JsonArray([.. stocks]) };
        await _app.ImportAsync(journal.ToJsonString());
    }

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

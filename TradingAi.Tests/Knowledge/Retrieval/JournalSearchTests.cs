using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using TradingAi.Tests.Knowledge.Support;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Knowledge.Retrieval;

public sealed class JournalSearchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Occasions_are_answered_by_notes_of_trades_and_rules_by_notebooks()
    {
        await using var app = new KnowledgeApp(directory: _directory.Path);
        await app.ImportAsync(new JsonObject
        {
            ["trade_notes"] = new JsonArray(Note("broken", "Moved the stop again", "I moved my stop further away and lost twice as much.")),
            ["notebook"] = new JsonArray(Entry("rules", "Stops", "I never move my stop further away. A moved stop is a broken rule.")),
        });

        Assert.Equal("trade_note:broken", (await FoundAsync(app, "When did I move my stop further away?"))[0]);
        Assert.Equal("notebook:rules", (await FoundAsync(app, "What are my rules about moving my stop further away?"))[0]);
    }

    [Fact]
    public async Task What_resembles_the_best_goes_ahead_of_what_shares_as_many_words()
    {
        await using var app = new KnowledgeApp(directory: _directory.Path);
        await app.ImportAsync(new JsonObject
        {
            ["trade_notes"] = new JsonArray(
                Note("asked", "Morning", "Revenge on the market, furious, and no sleep before that entry."),
                Note("a_plain", "Noon", "A quiet entry, everything at its usual place on that page."),
                Note("b_alike", "Evening", "A poor entry, furious all day after so little sleep again."),
                Note("other", "Night", "Closed the books.")),
        });

        Assert.Equal(["trade_note:asked", "trade_note:b_alike", "trade_note:a_plain"], (await FoundAsync(app, "revenge entry"))[..3]);
    }

    [Fact]
    public async Task A_filter_holds_for_what_the_feedback_adds()
    {
        await using var app = new KnowledgeApp(directory: _directory.Path);
        await app.ImportAsync(new JsonObject
        {
            ["trade_notes"] = new JsonArray(Note("tired", "Tired", "No sleep and it showed.")),
            ["notebook"] = new JsonArray(Entry("sleep", "Sleep", "Tired traders lose.")),
        });

        var found = await app.SearchAsync("When was I tired?", new() { Types = [EntityType.TradeNote] });
        Assert.Equal(["trade_note:tired"], found.Results.Select(result => result.Ref.ToString()));
    }

    private static async Task<List<string>> FoundAsync(KnowledgeApp app, string question) =>
        [.. (await app.SearchAsync(question)).Results.Select(result => result.Ref.ToString())];

    private static JsonObject Note(string id, string name, string content) => Row(id, content, "name", name);

    private static JsonObject Entry(string id, string title, string content) => Row(id, content, "title", title);

    private static JsonObject Row(string id, string content, string titled, string title) => new()
    {
        ["id"] = id,
        [titled] = title,
        ["content"] = content,
        ["created_at"] = "2026-01-05T15:00:00Z",
        ["updated_at"] = "2026-01-05T15:00:00Z",
    };
}

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using static TradingAi.Tests.Chat.ChatApp;

namespace TradingAi.Tests.Chat;

public sealed class ChatSessionTests : IAsyncLifetime
{
    private readonly ChatApp _app = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_session_is_made_named_asked_in_and_deleted()
    {
        var response = await _app.Client.PostAsJsonAsync("chat/sessions", new { title = " Friday review " }, Cancelled);
        var made = await DataAsync(response, 201);
        var id = (string)made["id"]!;
        Assert.Equal($"/api/ai/chat/sessions/{id}", response.Headers.Location?.OriginalString);
        Assert.Equal("Friday review", (string)made["title"]!);
        Assert.Equal(0, (int)made["message_count"]!);
        Assert.Empty(made["messages"]!.AsArray());

        await _app.AnswerAsync("How did I do?", id);
        Assert.Equal("Friday review", (string)(await GetAsync(id))["title"]!);
        var renamed = await DataAsync(await _app.Client.PutAsJsonAsync($"chat/sessions/{id}", new { title = "Week 44" }, Cancelled), 200);
        Assert.Equal(("Week 44", 2), ((string)renamed["title"]!, (int)renamed["message_count"]!));

        await DataAsync(await _app.Client.DeleteAsync($"chat/sessions/{id}", Cancelled), 200);
        await ProblemAsync(await _app.Client.GetAsync($"chat/sessions/{id}", Cancelled), 404);
        await ProblemAsync(await _app.Client.DeleteAsync($"chat/sessions/{id}", Cancelled), 404);
        await ProblemAsync(await _app.Client.SendAsync(Ask("hi", sessionId: id), Cancelled), 404);
    }

    [Fact]
    public async Task A_session_begun_without_a_title_takes_that_of_its_first_question()
    {
        var id = (string)(await DataAsync(await _app.Client.PostAsync("chat/sessions", null, Cancelled), 201))["id"]!;
        Assert.Equal("New chat", (string)(await GetAsync(id))["title"]!);
        await _app.AnswerAsync("What is my\nwin rate?", id);
        await _app.AnswerAsync("And on Fridays?", id);
        Assert.Equal("What is my win rate?", (string)(await GetAsync(id))["title"]!);
    }

    [Fact]
    public async Task A_long_first_question_gives_a_title_cut_at_a_word()
    {
        var answer = await _app.AnswerAsync("Which of my playbooks made the most money on options held for longer than a week last year?");
        Assert.Equal("Which of my playbooks made the most money on options held…", (string)(await GetAsync((string)answer["session_id"]!))["title"]!);

        var unbroken = await _app.AnswerAsync(string.Concat(Enumerable.Repeat("📈", 100)));
        var title = (string)(await GetAsync((string)unbroken["session_id"]!))["title"]!;
        Assert.True(title.Length <= 60 && !title.Contains('\uFFFD'), title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("two\nlines")]
    public async Task A_title_is_one_line_of_text(string? title)
    {
        var id = (string)(await _app.AnswerAsync("hello"))["session_id"]!;
        var problem = await ProblemAsync(await _app.Client.PutAsJsonAsync($"chat/sessions/{id}", new { title }, Cancelled), 400);
        Assert.NotNull(problem["errors"]!["title"]);
    }

    [Fact]
    public async Task A_title_has_at_most_two_hundred_characters()
    {
        await DataAsync(await _app.Client.PostAsJsonAsync("chat/sessions", new { title = new string('x', 200) }, Cancelled), 201);
        await ProblemAsync(await _app.Client.PostAsJsonAsync("chat/sessions", new { title = new string('x', 201) }, Cancelled), 400);
    }

    [Fact]
    public async Task Sessions_are_listed_by_last_change_page_by_page_without_gap_or_repetition()
    {
        var ids = new List<string>();
        for (var n = 0; n < 7; n++)
        {
            // Pairs share an instant, so that only the id orders them.
            if (n % 2 == 0)
            {
                _app.Time.Advance(TimeSpan.FromMinutes(1));
            }

            ids.Add((string)(await _app.AnswerAsync($"question {n}"))["session_id"]!);
        }

        _app.Time.Advance(TimeSpan.FromMinutes(1));
        await _app.AnswerAsync("again", ids[0]);

        var listed = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await DataAsync(await _app.Client.GetAsync($"chat/sessions?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}", Cancelled), 200);
            Assert.Equal(7, (int)page["total_count"]!);
            Assert.InRange(page["sessions"]!.AsArray().Count, 1, 3);
            listed.AddRange(page["sessions"]!.AsArray().Select(s => s!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(), listed.Select(s => (string)s["id"]!).Order());
        Assert.Equal(ids[0], (string)listed[0]["id"]!);
        Assert.Equal(listed.Select(s => (string)s["updated_at"]!).OrderDescending(), listed.Select(s => (string)s["updated_at"]!));
        Assert.All(listed, s => Assert.False(s.AsObject().ContainsKey("messages")));
        Assert.Equal(4, (int)listed[0]["message_count"]!);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=101")]
    [InlineData("limit=x")]
    [InlineData("cursor=nonsense")]
    public async Task A_bad_limit_or_cursor_is_refused(string query) =>
        await ProblemAsync(await _app.Client.GetAsync($"chat/sessions?{query}", Cancelled), 400);

    [Fact]
    public async Task A_user_without_a_journal_has_no_sessions_and_gets_no_database()
    {
        using var nobody = _app.CreateClient("nobody");
        var list = await DataAsync(await nobody.GetAsync("chat/sessions", Cancelled), 200);
        Assert.Equal("""{"sessions":[],"total_count":0,"next_cursor":null}""", list.ToJsonString());
        await ProblemAsync(await nobody.GetAsync("chat/sessions/x", Cancelled), 404);
        Assert.Null(await _app.Databases.FindAsync(UserId.Parse("nobody"), Cancelled));
    }

    private async Task<JsonNode> GetAsync(string id) => await DataAsync(await _app.Client.GetAsync($"chat/sessions/{id}", Cancelled), 200);
}

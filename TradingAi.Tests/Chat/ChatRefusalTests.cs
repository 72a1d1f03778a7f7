using System.Net.Http.Json;
using System.Text;
using static TradingAi.Tests.Chat.ChatApp;

namespace TradingAi.Tests.Chat;

public sealed class ChatRefusalTests(ChatApp app) : IClassFixture<ChatApp>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n ")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001bb")]
    public async Task A_message_without_text_or_with_control_characters_is_refused(string message)
    {
        foreach (var (accept, route) in new[] { ("application/json", "chat"), ("text/event-stream", "chat/stream"), ("application/x-ndjson", "chat") })
        {
            var problem = await ProblemAsync(await app.Client.SendAsync(Ask(message, accept, route: route), Cancelled), 400);
            Assert.Equal("validation_failed", (string)problem["error"]!);
            Assert.NotNull(problem["errors"]!["message"]);
        }
    }

    [Fact]
    public async Task Four_thousand_characters_are_a_message_and_one_more_is_not()
    {
        await DataAsync(await app.Client.SendAsync(Ask(new string('x', 4_000) + "  "), Cancelled), 200);
        await DataAsync(await app.Client.SendAsync(Ask(string.Concat(Enumerable.Repeat("📈", 4_000))), Cancelled), 200);
        var problem = await ProblemAsync(await app.Client.SendAsync(Ask(new string('x', 4_001)), Cancelled), 400);
        Assert.NotNull(problem["errors"]!["message"]);
    }

    [Theory]
    [InlineData("""{"message":"hi","max_context_vectors":0}""", "max_context_vectors")]
    [InlineData("""{"message":"hi","max_context_vectors":51}""", "max_context_vectors")]
    [InlineData("""{"message":"hi","max_context_vectors":"many"}""", "max_context_vectors")]
    [InlineData("""{"message":17}""", "message")]
    [InlineData("""{}""", "message")]
    [InlineData("""{"message":"hi","market_conditions":[1]}""", "market_conditions")]
    [InlineData("""{"message":"hi","user_id":"bob"}""", "user_id")]
    public async Task A_field_out_of_its_range_is_named(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await ProblemAsync(await app.Client.PostAsync("chat", content, Cancelled), 400);
        Assert.Contains(field, problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task Market_conditions_have_room_for_two_thousand_characters()
    {
        await DataAsync(await app.Client.PostAsJsonAsync("chat", new { message = "hi", market_conditions = new string('x', 2_000) }, Cancelled), 200);
        var problem = await ProblemAsync(
            await app.Client.PostAsJsonAsync("chat", new { message = "hi", market_conditions = new string('x', 2_001) }, Cancelled), 400);
        Assert.NotNull(problem["errors"]!["market_conditions"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-session")]
    [InlineData("../../other/chat")]
    [InlineData("' OR 1=1 --")]
    public async Task A_session_that_is_not_the_users_is_not_found(string sessionId)
    {
        var problem = await ProblemAsync(await app.Client.SendAsync(Ask("hi", sessionId: sessionId), Cancelled), 404);
        Assert.Equal("not_found", (string)problem["error"]!);
        Assert.NotNull(problem["errors"]!["session_id"]);
    }

    [Theory]
    [InlineData("..%2f..%2fdemo")]
    [InlineData("%2e%2e")]
    [InlineData("a%00b")]
    [InlineData("x'--")]
    public async Task A_path_trick_finds_nothing(string id)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, $"chat/sessions/{id}");
            using var response = await app.Client.SendAsync(request, Cancelled);
            Assert.True((int)response.StatusCode is 400 or 404 or 405, $"{method} {id}: {(int)response.StatusCode}");
        }
    }

    [Fact]
    public async Task Another_users_session_is_one_that_does_not_exist()
    {
        var id = (string)(await app.AnswerAsync("mine"))["session_id"]!;
        using var bob = app.CreateClient("bob");
        await DataAsync(await bob.PostAsJsonAsync("chat", new { message = "his own" }, Cancelled), 200);

        await ProblemAsync(await bob.GetAsync($"chat/sessions/{id}", Cancelled), 404);
        await ProblemAsync(await bob.PutAsJsonAsync($"chat/sessions/{id}", new { title = "taken" }, Cancelled), 404);
        await ProblemAsync(await bob.DeleteAsync($"chat/sessions/{id}", Cancelled), 404);
        await ProblemAsync(await bob.SendAsync(Ask("hi", sessionId: id), Cancelled), 404);
        await ProblemAsync(await bob.SendAsync(Ask("hi", "text/event-stream", id), Cancelled), 404);

        var list = await DataAsync(await bob.GetAsync("chat/sessions", Cancelled), 200);
        Assert.Equal(1, (int)list["total_count"]!);
        Assert.Equal("mine", (string)(await DataAsync(await app.Client.GetAsync($"chat/sessions/{id}", Cancelled), 200))["title"]!);
    }
}

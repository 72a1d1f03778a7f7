using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Key = "3f0b2c6e-once";

    private RealApp _app = null!;

    public static TheoryData<string, string, string> Requests { get; } = new()
    {
        { "journal/import", Api.Journal(Api.Stock(1)).ToJsonString(), Api.Journal(Api.Stock(2)).ToJsonString() },
        { "insights/generate", """{"time_range":"30d","insight_type":"risk"}""", """{"time_range":"7d","insight_type":"risk"}""" },
        { "chat", """{"message":"What is my win rate?"}""", """{"message":"What is my net P&L?"}""" },
    };

    // The daily insights, which a start makes up for, would be counted too.
    public async ValueTask InitializeAsync() => _app = await RealApp.StartAsync(new() { ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false" });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_same_request_is_answered_as_the_first_time_and_another_one_is_refused(string path, string body, string other)
    {
        using var client = await ClientWithJournalAsync();
        using var first = await PostAsync(client, path, body);
        Assert.True(first.IsSuccessStatusCode);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));

        using var again = await PostAsync(client, path, body);
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());

        var problem = await (await PostAsync(client, path, other)).ProblemAsync(422);
        Assert.Equal("idempotency_key_reused", (string?)problem["error"]);

        // The key is this user's alone.
        using var stranger = await ClientWithJournalAsync();
        Assert.False((await PostAsync(stranger, path, other)).Headers.Contains("Idempotent-Replayed"));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task While_the_first_request_runs_its_repetition_is_asked_to_wait(string path, string body, string other)
    {
        Assert.NotEqual(body, other);
        using var client = await ClientWithJournalAsync();
        var user = UserId.Parse(client.DefaultRequestHeaders.GetValues("X-User-Id").Single());
        var store = _app.Services.GetRequiredService<IdempotencyStore>();
        var begun = Assert.IsType<IdempotencyState.Begun>(await store.BeginAsync(user, Key, TestContext.Current.CancellationToken));

        using var refused = await PostAsync(client, path, body);
        Assert.Equal("in_flight", (string?)(await refused.ProblemAsync(409))["error"]);
        Assert.NotNull(refused.Headers.RetryAfter);

        await store.AbandonAsync(user, Key, begun.Lease, TestContext.Current.CancellationToken);
        Assert.True((await PostAsync(client, path, body)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Of_many_equal_requests_at_once_one_runs()
    {
        using var client = await ClientWithJournalAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(client, "insights/generate", """{"insight_type":"risk"}""")));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created && !answer.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(1, (int)(await client.GetDataAsync("insights"))["total_count"]!);
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        using var client = await ClientWithJournalAsync();
        await (await PostAsync(client, "chat", """{"message":""}""")).ProblemAsync(400);
        Assert.True((await PostAsync(client, "chat", """{"message":"What is my win rate?"}""")).IsSuccessStatusCode);
    }

    private async Task<HttpClient> ClientWithJournalAsync()
    {
        var client = _app.CreateClient(AppFixture.NewUser());
        await client.ImportAsync(Api.Journal(Api.Stock(7)));
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Key);
        return client.SendAsync(request);
    }
}

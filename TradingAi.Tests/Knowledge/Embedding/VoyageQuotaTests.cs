using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Embedding;

/// <summary>Backfills against Voyage's quotas, by a clock that moves while nobody is being answered.</summary>
public sealed class VoyageQuotaTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_three_requests_a_minute_it_finishes_without_an_error()
    {
        var (counters, took) = await EmbedAsync(texts: 200, requests: 3, tokens: 10_000);
        Assert.Equal(["200"], counters["by_status"]!.AsObject().Select(status => status.Key));
        Assert.InRange((int)counters["most_requests_in_a_minute"]!, 1, 3);
        Assert.InRange((int)counters["most_tokens_in_a_minute"]!, 1, 10_000);
        Assert.True(took < TimeSpan.FromMinutes(10), $"It took {took}.");
    }

    [Fact]
    public async Task Nine_tenths_of_a_minutes_tokens_are_used_and_never_more_than_all()
    {
        const int quota = 300_000;
        var (counters, took) = await EmbedAsync(texts: 10_000, requests: 2_000, tokens: quota);
        Assert.Equal(["200"], counters["by_status"]!.AsObject().Select(status => status.Key));
        Assert.InRange((int)counters["most_tokens_in_a_minute"]!, quota * 9 / 10, quota);
        Assert.True((double)counters["tokens"]! / Math.Max(1, took.TotalMinutes) >= 0.9 * quota, $"{counters["tokens"]} tokens took {took}.");
    }

    private async Task<(JsonNode Counters, TimeSpan Took)> EmbedAsync(int texts, int requests, int tokens)
    {
        await using var vendors = await SimulatedVendors.StartAsync(_time);
        await vendors.BreakAsync("voyage", new JsonObject { ["kind"] = "rate_limit", ["requests_per_minute"] = requests, ["tokens_per_minute"] = tokens });
        await using var app = new KnowledgeApp(
            services => services.AddSingleton<TimeProvider>(_time),
            new(vendors.Voyage) { ["VOYAGER_REQUESTS_PER_MINUTE"] = $"{requests}", ["VOYAGER_TOKENS_PER_MINUTE"] = $"{tokens}" });
        var random = new Random(7);
        var started = _time.GetUtcNow();
        var work = app.Get<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync(
            [.. Enumerable.Range(0, texts).Select(n => Text(n, random))], null, Cancelled);
        while (!work.IsCompleted)
        {
            // Whoever is being answered is left to it: the clock stands still.
            await Task.WhenAny(work, Task.Delay(5, Cancelled));
            if ((int)(await vendors.CountersAsync("voyage"))["in_flight"]! == 0)
            {
                _time.Advance(s_step);
            }
        }

        Assert.Equal(texts, (await work).Count);
        return (await vendors.CountersAsync("voyage"), _time.GetUtcNow() - started);
    }

    /// <summary>A trade's text of about a hundred tokens.</summary>
    private static string Text(int number, Random random)
    {
        string[] words = ["long", "AAPL", "opened", "breakout", "stop", "moved", "exit", "profit", "12.5", "9:30", "gap", "followed", "the", "plan", "tilt", "size"];
        return $"Trade {number}: " + string.Join(' ', Enumerable.Range(0, 70 + random.Next(40)).Select(_ => words[random.Next(words.Length)]));
    }
}

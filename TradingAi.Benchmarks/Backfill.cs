using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks;

/// <summary>
/// A backfill against a quota: 10,000 notes of about 100 tokens, 300,000 tokens a minute, counted by the vendor as they arrive.
/// </summary>
internal static class Backfill
{
    private const int Entities = 10_000;
    private const int Quota = 300_000;
    private const double TargetUse = 0.9;

    private static readonly string[] s_words =
        "stop entry exit patience volume gap opening range breakout pullback size risk reward plan rule fear greed chase wait trend".Split(' ');

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var stack = await CloudStack.StartAsync([], new() { ["VOYAGER_TOKENS_PER_MINUTE"] = $"{Quota}" });
        (await stack.Client.PostAsJsonAsync("journal/import", Journal(), cancellationToken)).EnsureSuccessStatusCode();
        var started = Stopwatch.GetTimestamp();
        await stack.WaitUntilIndexedAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);

        var status = await stack.DataAsync("journal/status", cancellationToken);
        var voyage = JsonNode.Parse(await stack.Control.GetStringAsync("", cancellationToken))!["voyage"]!["counters"]!;
        var tokens = voyage["tokens"]!.GetValue<long>();
        var fullest = voyage["most_tokens_in_a_minute"]!.GetValue<long>();

        // A quota is used in windows: what fits into the first is there at once, the rest follows a minute apart.
        var least = TimeSpan.FromMinutes(Math.Ceiling((double)tokens / Quota) - 1);
        var use = tokens / (Quota * Math.Max(1, took.TotalMinutes));
        Console.WriteLine($"entities indexed        {status["indexed"]} of {Entities}, {status["failed"]} failed, {voyage["requests"]} requests");
        Console.WriteLine($"tokens                  {tokens:n0} in {took.TotalSeconds:0} s (not possible under {least.TotalSeconds:0} s)");
        Console.WriteLine($"fullest sliding minute  {fullest:n0} of {Quota:n0} at the vendor");
        Console.WriteLine($"use of the quota        {use:p1} over the whole time (target {TargetUse:p0})");
        return fullest <= Quota && use >= TargetUse && status["indexed"]!.GetValue<int>() == Entities ? 0 : 1;
    }

    private static JsonObject Journal()
    {
        var random = new Random(20260101);
        var notes = new JsonArray();
        for (var i = 0; i < Entities; i++)
        {
            var words = Enumerable.Range(0, 75).Select(_ => s_words[random.Next(s_words.Length)]);
            notes.Add(new JsonObject
            {
                ["id"] = $"note-{i}",
                ["name"] = $"Note {i}",
                ["content"] = string.Join(' ', words),
                ["created_at"] = "2026-01-05T15:00:00Z",
                ["updated_at"] = "2026-01-05T15:00:00Z",
            });
        }

        return new JsonObject { ["trade_notes"] = notes };
    }
}

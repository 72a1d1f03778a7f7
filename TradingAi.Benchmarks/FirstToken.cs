using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks;

/// <summary>
/// The time to a chat's first words in cloud mode, split into the vendors' and our own: what is left of it while no vendor was
/// at work. Words come statement by statement, once their numbers are checked, so the model's time lasts until it has written the
/// first statement. Every question is a new one, so that no cache answers for a vendor.
/// </summary>
internal static class FirstToken
{
    private const int WarmUps = 20;
    private const int Questions = 200;

    private static readonly TimeSpan s_target = TimeSpan.FromMilliseconds(50);

    private static readonly string[] s_forms =
    [
        "What did I write about moving my stop in {0} in {1}?",
        "How much did I make on {0} in {1}?",
        "Which notes mention patience with {0} in {1}?",
        "What was my win rate on {0} in {1}?",
    ];

    private static readonly string[] s_months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var times = new VendorTimes();
        await using var stack = await CloudStack.StartAsync(["--profile", "realistic"], [], times);
        var journal = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "samples", "journal.json"), cancellationToken))!;
        (await stack.Client.PostAsJsonAsync("journal/import", journal, cancellationToken)).EnsureSuccessStatusCode();
        await stack.WaitUntilIndexedAsync(cancellationToken);

        string[] symbols = [.. journal["stocks"]!.AsArray().Select(trade => trade!["symbol"]!.GetValue<string>()).Distinct().Order()];
        var own = new List<double>();
        var whole = new List<double>();
        var writing = new List<double>();
        var overlaps = 0;
        for (var i = 0; i < WarmUps + Questions; i++)
        {
            times.Clear();
            var subject = i / s_forms.Length;
            var question = string.Format(null, s_forms[i % s_forms.Length], symbols[subject / s_months.Length % symbols.Length], s_months[subject % s_months.Length]);
            var (start, first) = await AskAsync(stack.Client, question, cancellationToken);
            if (i >= WarmUps)
            {
                var total = Stopwatch.GetElapsedTime(start, first);
                whole.Add(total.TotalMilliseconds);
                writing.Add(times.WritingWithin(start, first).TotalMilliseconds);
                own.Add((total - times.BusyWithin(start, first)).TotalMilliseconds);
                overlaps += times.Overlapped("/embeddings", "/pipeline") ? 1 : 0;
            }
        }

        Console.WriteLine($"questions               {Questions}");
        Console.WriteLine($"first token             p50 {Percentile(whole, 0.5):0.0} ms   p95 {Percentile(whole, 0.95):0.0} ms");
        Console.WriteLine($"  the model's statement p50 {Percentile(writing, 0.5):0.0} ms   p95 {Percentile(writing, 0.95):0.0} ms   (from its first piece on)");
        Console.WriteLine($"without the vendors     p50 {Percentile(own, 0.5):0.0} ms   p95 {Percentile(own, 0.95):0.0} ms   (target: p95 under {s_target.TotalMilliseconds} ms)");
        Console.WriteLine($"embedding and database at work at once: {overlaps} of {Questions}");
        return Percentile(own, 0.95) < s_target.TotalMilliseconds ? 0 : 1;
    }

    private static async Task<(long Start, long First)> AskAsync(HttpClient client, string question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat/stream") { Content = JsonContent.Create(new { message = question }) };
        var start = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{question} → {await reader.ReadToEndAsync(cancellationToken)}");
        }

        long first = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (first == 0 && line == "event: delta")
            {
                first = Stopwatch.GetTimestamp();
            }
        }

        return first > 0 ? (start, first) : throw new InvalidOperationException($"No token came for: {question}");
    }

    private static double Percentile(List<double> values, double share) =>
        values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);
}

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd.Chat;

/// <summary>
/// The chat's own share of an answer's time. Run alone, on a quiet machine:
/// <c>TRADINGAI_MEASURE=1 TradingAi.Tests -class TradingAi.Tests.EndToEnd.Chat.ChatLatencyTests -showLiveOutput</c>.
/// </summary>
public sealed class ChatLatencyTests(ITestOutputHelper output)
{
    private const double TargetP95 = 150;

    [Fact]
    public async Task Ninety_five_of_a_hundred_questions_are_answered_within_the_target()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TRADINGAI_MEASURE") == "1", "It measures time: set TRADINGAI_MEASURE=1 on a quiet machine.");
        await using var app = new SampleJournalApp();
        await app.InitializeAsync();
        var questions = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")))!;
        var texts = new[] { "numeric", "unanswerable", "retrieval" }.SelectMany(part => questions[part]!.AsArray()).Select(q => (string)q!["question"]!).ToList();

        Report("first pass, cold", await AskAllAsync(app, SampleJournalApp.Users[0], texts));
        Report("one user", await AskAllAsync(app, SampleJournalApp.Users[0], texts));
        var together = await Task.WhenAll(SampleJournalApp.Users.Select(user => AskAllAsync(app, user, texts)));
        var p95 = Report($"{SampleJournalApp.Users.Count} users at once", [.. together.SelectMany(t => t)]);
        Assert.True(p95 < TargetP95, $"p95 is {p95:0.0} ms.");
    }

    private static async Task<List<double>> AskAllAsync(SampleJournalApp app, string user, IReadOnlyList<string> texts)
    {
        using var client = app.CreateClient(user);
        string? session = null;
        var times = new List<double>();
        foreach (var text in texts)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await SampleJournalApp.AskAsync(client, text, session);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            session = (string)answer["session_id"]!;
        }

        return times;
    }

    private double Report(string what, List<double> times)
    {
        times.Sort();
        var p95 = times[(int)(times.Count * 0.95)];
        output.WriteLine($"{what}: {times.Count} questions, p50 {times[times.Count / 2]:0.0} ms, p95 {p95:0.0} ms, longest {times[^1]:0.0} ms");
        return p95;
    }
}

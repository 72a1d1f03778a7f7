using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd.Chat;

/// <summary>The sample's questions as a client asks them: in file order, in one session, through HTTP.</summary>
public sealed class SampleQuestionsOverHttpTests(SampleJournalApp app) : IClassFixture<SampleJournalApp>
{
    private static readonly JsonNode s_questions =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")))!;

    [Fact]
    public async Task Numeric_questions_are_answered_by_their_first_fact_and_unanswerable_ones_declined()
    {
        using var client = app.CreateClient(SampleJournalApp.Users[0]);
        string? session = null;
        var wrong = new List<string>();
        foreach (var question in s_questions["numeric"]!.AsArray().Concat(s_questions["unanswerable"]!.AsArray()))
        {
            var text = (string)question!["question"]!;
            var answer = await SampleJournalApp.AskAsync(client, text, session);
            session = (string)answer["session_id"]!;
            var right = question["answer"] is { } expected
                ? (string)answer["outcome"]! == "answered" && Matches(expected, answer["facts"]!.AsArray().FirstOrDefault())
                : (string)answer["outcome"]! == "declined" && answer["facts"]!.AsArray().Count == 0;
            if (!right)
            {
                wrong.Add($"{text} → {answer["message"]}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        var stored = await Tests.Chat.ChatApp.DataAsync(await client.GetAsync($"chat/sessions/{session}", TestContext.Current.CancellationToken), 200);
        Assert.Equal(2 * (s_questions["numeric"]!.AsArray().Count + s_questions["unanswerable"]!.AsArray().Count), (int)stored["message_count"]!);
    }

    private static bool Matches(JsonNode expected, JsonNode? fact)
    {
        var (value, unit) = (expected["value"]!, (string)expected["unit"]!);
        if (fact?["value"] is not { } given || (string)fact["unit"]! != (unit == "USD" ? "currency" : unit))
        {
            return false;
        }

        return value.GetValueKind() == JsonValueKind.String
            ? given.ToString() == (string)value!
            : double.TryParse(given.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number - (double)value) <= (double)expected["tolerance"]! + 1e-9;
    }
}

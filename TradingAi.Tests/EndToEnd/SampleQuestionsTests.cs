using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

/// <summary>The sample's questions as a client asks them: in file order, in one session, with the sample's present.</summary>
public abstract class SampleQuestionsTests(AppFixture app)
{
    private static readonly JsonNode s_questions =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")))!;

    [Fact]
    public async Task Numeric_questions_are_answered_by_their_first_fact_and_unanswerable_ones_declined()
    {
        using var client = await app.CreateClientAsync();
        await client.ImportAsync(Api.Sample());
        string? session = null;
        var wrong = new List<string>();
        var asked = s_questions["numeric"]!.AsArray().Concat(s_questions["unanswerable"]!.AsArray()).ToList();
        foreach (var question in asked)
        {
            var text = (string)question!["question"]!;
            var body = new JsonObject { ["message"] = text, ["session_id"] = session };
            using var response = await client.PostAsJsonAsync("chat?as_of=2026-10-31T04:59:59Z", body);
            var answer = await response.DataAsync();
            session = (string)answer["session_id"]!;
            var right = question["answer"] is { } expected
                ? (string)answer["outcome"]! == "answered" && Matches(expected, answer["facts"]!.AsArray().FirstOrDefault())
                : (string)answer["outcome"]! == "declined" && answer["facts"]!.AsArray().Count == 0;
            var unsupported = answer["groundedness"]!["unsupported"]!.AsArray();
            if (!right || unsupported.Count > 0)
            {
                wrong.Add($"{text} → {answer["message"]} {unsupported.ToJsonString()}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        var stored = await client.GetDataAsync($"chat/sessions/{session}");
        Assert.Equal(2 * asked.Count, (int)stored["message_count"]!);
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

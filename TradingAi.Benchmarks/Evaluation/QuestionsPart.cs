using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// The questions with a value, then those the journal cannot answer, in file order in one session, as a client asks them. An
/// answer is right where its first fact has the value within the tolerance and the unit; a refusal where the outcome is
/// <c>declined</c>.
/// </summary>
internal sealed class QuestionsPart(JournalTruth truth, ApiClient api)
{
    /// <summary>Asks them all.</summary>
    public async Task<PartResult> RunAsync()
    {
        var misses = new List<string>();
        string? session = null;
        var right = 0;
        foreach (var question in truth.Numeric)
        {
            var answer = await AskAsync(question.Text);
            var fact = answer["facts"]!.AsArray().FirstOrDefault();
            var isRight = (string?)answer["outcome"] == "answered" && Matches(question.Answer, fact);
            right += isRight ? 1 : 0;
            if (!isRight)
            {
                misses.Add($"numeric: “{question.Text}” {fact?["value"]?.ToJsonString() ?? (string?)answer["outcome"]} {fact?["unit"]} instead of {question.Answer["value"]?.ToJsonString()} {question.Answer["unit"]}");
            }
        }

        var declined = 0;
        foreach (var question in truth.Unanswerable)
        {
            var outcome = (string?)(await AskAsync(question))["outcome"];
            declined += outcome == "declined" ? 1 : 0;
            if (outcome != "declined")
            {
                misses.Add($"refusal: “{question}” was {outcome}");
            }
        }

        return new PartResult(
            [
                Score.Share("numeric answers", truth.Numeric.Count, right, 0.98),
                Score.Share("refusals", truth.Unanswerable.Count, declined, 1),
            ],
            misses);

        async Task<JsonNode> AskAsync(string question)
        {
            var answer = await api.AskAsync(question, session);
            session = (string?)answer["session_id"];
            return answer;
        }
    }

    private bool Matches(JsonObject expected, JsonNode? fact)
    {
        var unit = (string?)expected["unit"] == truth.Currency ? "currency" : (string?)expected["unit"];
        if (fact?["value"] is not { } given || (string?)fact["unit"] != unit)
        {
            return false;
        }

        return expected["value"] is not { } value || value.GetValueKind() == JsonValueKind.String
            ? given.ToString() == (string?)expected["value"]
            : double.TryParse(given.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number - (double)value) <= ((double?)expected["tolerance"] ?? 0) + 1e-9;
    }
}

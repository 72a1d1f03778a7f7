using System.Text.Json;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>The sample's own questions, asked as its README says.</summary>
public sealed class SampleQuestionsTests
{
    private readonly AskedJournal _journal = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Fact]
    public async Task Every_numeric_question_is_answered_rightly_in_one_session()
    {
        foreach (var question in Read("numeric"))
        {
            var text = question.GetProperty("question").GetString()!;
            var answer = question.GetProperty("answer");
            var grounding = await _journal.FollowAsync(text);

            var unit = answer.GetProperty("unit").GetString()!;
            Assert.True(grounding.Outcome == ChatOutcome.Answered, $"{text}\n{grounding.Narrative}");
            Assert.Equal(unit == "USD" ? "currency" : unit, grounding.Facts[0].Unit);
            var value = grounding.Facts[0].Value!;
            if (answer.GetProperty("value").ValueKind == JsonValueKind.String)
            {
                Assert.Equal(answer.GetProperty("value").GetString(), value.ToString());
            }
            else
            {
                var off = Math.Abs(double.Parse(value.ToJsonString()) - answer.GetProperty("value").GetDouble());
                Assert.True(off <= answer.GetProperty("tolerance").GetDouble() + 1e-12, $"{text}\n{grounding.Narrative}");
            }
        }
    }

    [Fact]
    public async Task Every_unanswerable_question_is_declined()
    {
        foreach (var question in Read("unanswerable"))
        {
            var grounding = await _journal.FollowAsync(question.GetProperty("question").GetString()!);
            Assert.True(grounding.Outcome == ChatOutcome.Declined, grounding.Narrative);
            Assert.Empty(grounding.Facts);
        }
    }

    private static IEnumerable<JsonElement> Read(string kind) => JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json"))).RootElement.GetProperty(kind).EnumerateArray();
}

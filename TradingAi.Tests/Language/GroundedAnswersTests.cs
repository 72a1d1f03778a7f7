using System.Text.Json;
using System.Text.RegularExpressions;
using TradingAi.Core.Chat;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Every number that the narrator says is stated by a fact or passage cited beside it.</summary>
public sealed partial class GroundedAnswersTests
{
    [Fact]
    public async Task No_number_of_an_answer_stands_alone()
    {
        var asked = new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf);
        var wrong = new List<string>();
        foreach (var question in SampleQuestions().Concat(await DocumentedAsync()))
        {
            var grounding = await asked.AskAsync(question);
            if (GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported is { Count: > 0 } unsupported)
            {
                wrong.Add($"{question}: {string.Join(", ", unsupported)}\n  {grounding.Narrative}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n" + string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("direction")]
    [InlineData("asset")]
    [InlineData("weekday")]
    [InlineData("hour")]
    [InlineData("tag")]
    [InlineData("playbook")]
    [InlineData("strategy")]
    [InlineData("option type")]
    [InlineData("symbol")]
    [InlineData("month")]
    public async Task A_breakdown_with_two_names_swapped_is_unsupported(string group)
    {
        var grounding = await new AskedJournal(SampleJournal.Snapshot, SampleJournal.AsOf).AskAsync($"Break down my net P&L by {group}");
        var lines = grounding.Narrative.Split('\n');
        Assert.True(lines.Length > 2, grounding.Narrative);
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);

        var (first, second) = (lines[1].Split(": ", 2), lines[2].Split(": ", 2));
        (lines[1], lines[2]) = ($"{first[0]}: {second[1]}", $"{second[0]}: {first[1]}");
        var unsupported = GroundednessCheck.Of(string.Join('\n', lines), grounding).Unsupported;
        Assert.True(unsupported.Count(u => u.Contains('.', StringComparison.Ordinal)) == 2, $"{string.Join(", ", unsupported)}\n{lines[1]}\n{lines[2]}");
    }

    private static IEnumerable<string> SampleQuestions()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")));
        return [.. new[] { "numeric", "retrieval", "unanswerable" }.SelectMany(kind => file.RootElement.GetProperty(kind).EnumerateArray()).Select(q => q.GetProperty("question").GetString()!)];
    }

    private static async Task<IEnumerable<string>> DocumentedAsync() => Example()
        .Matches(await File.ReadAllTextAsync(GrammarDocumentTests.Find(), TestContext.Current.CancellationToken)).Select(m => m.Value.Trim('`'));

    [GeneratedRegex("`[^`]+`", RegexOptions.None, 1000)]
    private static partial Regex Example();
}

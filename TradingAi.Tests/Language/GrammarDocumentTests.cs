using System.Text.RegularExpressions;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>docs/questions.md says what is true.</summary>
public sealed partial class GrammarDocumentTests
{
    private readonly AskedJournal _asked = new(SampleJournal.Snapshot, SampleJournal.AsOf);

    [Fact]
    public async Task Every_example_is_answered_or_declined_as_the_page_says()
    {
        var page = await File.ReadAllTextAsync(Find(), TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var section in page.Split("\n## ").Skip(1))
        {
            var expected = section.StartsWith("Declined", StringComparison.Ordinal) ? ChatOutcome.Declined : ChatOutcome.Answered;
            foreach (var line in section.Split('\n'))
            {
                var leans = line.Contains('→', StringComparison.Ordinal);
                foreach (var (index, example) in Example().Matches(line).Index())
                {
                    var question = example.Value.Trim('`');
                    var grounding = leans && index > 0 ? await _asked.FollowAsync(question) : await _asked.AskAsync(question);
                    asked++;
                    if (grounding.Outcome != expected)
                    {
                        wrong.Add($"{question}\n  {grounding.Narrative}");
                    }
                }
            }
        }

        Assert.True(asked > 80);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    internal static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "TradingAi.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory!.FullName, "docs", "questions.md");
    }

    [GeneratedRegex("`[^`]+`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Example();
}

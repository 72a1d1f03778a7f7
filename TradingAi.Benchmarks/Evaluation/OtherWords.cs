using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// Notes on the sample's themes in words that are not the sample's, and questions about them (<c>other-words.json</c>). They were
/// written after the lexicon, which was not revised on them, and before the search's weights, which were seen to do well on both.
/// </summary>
internal sealed record OtherWords(JsonObject Journal, IReadOnlyList<RetrievalQuestion> Questions)
{
    private const int NotesOfATheme = 16;

    /// <summary>Makes the journal; the same every time.</summary>
    public static OtherWords Make()
    {
        var words = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "other-words.json")))!;
        var random = new Random(7);
        var notes = new JsonArray();
        var questions = new List<RetrievalQuestion>();
        foreach (var theme in words["themes"]!.AsArray())
        {
            var name = (string)theme!["theme"]!;
            for (var i = 0; i < NotesOfATheme; i++)
            {
                var symbol = Any(words["symbols"]!);
                var text = $"{Any(theme["notes"]!)} {Any(words["endings"]!)}".Trim();
                notes.Add(new JsonObject
                {
                    ["id"] = $"{name}-{i}",
                    ["name"] = Fill(Any(theme["titles"]!), symbol),
                    ["content"] = Fill(text, symbol),
                    ["created_at"] = "2026-01-05T15:00:00Z",
                    ["updated_at"] = "2026-01-05T15:00:00Z",
                });
            }

            HashSet<string> relevant = [.. Enumerable.Range(0, NotesOfATheme).Select(i => $"trade_note:{name}-{i}")];
            questions.AddRange(theme["questions"]!.AsArray().Select(q => new RetrievalQuestion((string)q!, name, relevant, [])));
        }

        return new OtherWords(new JsonObject { ["trade_notes"] = notes }, questions);

        string Any(JsonNode list) => (string)list[random.Next(list.AsArray().Count)]!;

        string Fill(string text, string symbol) => text.Replace("{s}", symbol, StringComparison.Ordinal)
            .Replace("{p}", $"{5 + random.Next(300)}.{random.Next(10)}0", StringComparison.Ordinal);
    }
}

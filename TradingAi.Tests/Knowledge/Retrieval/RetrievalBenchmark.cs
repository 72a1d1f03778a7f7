using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Retrieval;

/// <summary>One way of searching, measured over all questions; recall counts hits / min(k, relevant).</summary>
public sealed record RetrievalScore(double Recall5, double Recall10, double ReciprocalRank)
{
    public override string ToString() => $"recall@5 {Recall5:F3}  recall@10 {Recall10:F3}  MRR {ReciprocalRank:F3}";
}

/// <summary>The retrieval questions of the sample journal, asked of its notes, notebooks and playbooks.</summary>
internal sealed class RetrievalBenchmark
{
    private static readonly SearchFilter s_writing = new() { Types = [EntityType.TradeNote, EntityType.Notebook, EntityType.Playbook] };
    private readonly List<Question> _questions = [];

    public RetrievalBenchmark()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")));
        foreach (var question in file.RootElement.GetProperty("retrieval").EnumerateArray())
        {
            _questions.Add(new Question(question.GetProperty("question").GetString()!, Refs(question, "relevant"), Refs(question, "also_acceptable")));
        }
    }

    /// <summary>Asks every question with the given weights.</summary>
    public async Task<RetrievalScore> MeasureAsync(JournalSearch search, RetrievalWeights weights, CancellationToken cancellationToken)
    {
        var (recall5, recall10, reciprocal) = (0.0, 0.0, 0.0);
        foreach (var question in _questions)
        {
            var ranked = await RankAsync(search, question, weights, cancellationToken);
            recall5 += Recall(ranked, question.Relevant, 5);
            recall10 += Recall(ranked, question.Relevant, 10);
            var first = ranked.FindIndex(question.Relevant.Contains);
            reciprocal += first is >= 0 and < 10 ? 1.0 / (first + 1) : 0;
        }

        return new RetrievalScore(recall5 / _questions.Count, recall10 / _questions.Count, reciprocal / _questions.Count);
    }

    // Neither right nor wrong: refs that are also acceptable leave the ranking first.
    private static async Task<List<string>> RankAsync(JournalSearch search, Question question, RetrievalWeights weights, CancellationToken cancellationToken)
    {
        var results = await search.SearchAsync(KnowledgeApp.User, question.Text, s_writing, 10 + question.Acceptable.Count, weights, cancellationToken);
        return [.. results.Results.Select(result => result.Ref.ToString()).Where(entity => !question.Acceptable.Contains(entity)).Take(10)];
    }

    private static double Recall(List<string> ranked, HashSet<string> relevant, int k) =>
        (double)ranked.Take(k).Count(relevant.Contains) / Math.Min(k, relevant.Count);

    private static HashSet<string> Refs(JsonElement question, string name) =>
        [.. question.GetProperty(name).EnumerateArray().Select(entity => entity.GetString()!)];

    private sealed record Question(string Text, HashSet<string> Relevant, HashSet<string> Acceptable);
}

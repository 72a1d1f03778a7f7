namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// What the search finds among what the trader wrote: ten results a question, those that are neither right nor wrong taken out
/// first. Recall@k is hits / min(k, relevant); MRR is the mean of 1 / rank of the first hit.
/// </summary>
internal sealed class RetrievalPart(JournalTruth truth, ApiClient api)
{
    private const int TopK = 10;

    /// <summary>Asks every question.</summary>
    public async Task<PartResult> RunAsync()
    {
        var results = new List<(string Theme, double Recall5, double Recall10, double Reciprocal)>();
        var misses = new List<string>();
        foreach (var question in truth.Retrieval)
        {
            var found = await api.GetAsync($"search?q={Uri.EscapeDataString(question.Text)}&type=trade_note,notebook,playbook&top_k={TopK}");
            var ranked = found["results"]!.AsArray().Select(r => (string)r!["ref"]!).Where(r => !question.Acceptable.Contains(r)).ToList();
            var first = ranked.FindIndex(question.Relevant.Contains);
            var recall = Recall(ranked, question.Relevant, TopK);
            results.Add((question.Theme, Recall(ranked, question.Relevant, 5), recall, first < 0 ? 0 : 1.0 / (first + 1)));
            if (recall < 0.5)
            {
                misses.Add($"retrieval, {question.Theme}: recall@{TopK} {recall:F2}, “{question.Text}”");
            }
        }

        var themes = results.GroupBy(r => r.Theme).Select(g =>
            $"| {g.Key} | {g.Count()} | {g.Average(r => r.Recall5):F3} | {g.Average(r => r.Recall10):F3} | {g.Average(r => r.Reciprocal):F3} |");
        return new PartResult(
            results.Count == 0
                ? []
                :
                [
                    Score.Mean("retrieval: recall@5", results.Count, results.Average(r => r.Recall5)),
                    Score.Mean("retrieval: recall@10", results.Count, results.Average(r => r.Recall10), 0.70),
                    Score.Mean("retrieval: MRR", results.Count, results.Average(r => r.Reciprocal), 0.75),
                ],
            misses)
        {
            Details = ["| theme | questions | recall@5 | recall@10 | MRR |", "| --- | --- | --- | --- | --- |", .. themes],
        };
    }

    private static double Recall(List<string> ranked, HashSet<string> relevant, int k) =>
        relevant.Count == 0 ? 1 : (double)ranked.Take(k).Count(relevant.Contains) / Math.Min(k, relevant.Count);
}

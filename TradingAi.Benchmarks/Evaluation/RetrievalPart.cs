namespace TradingAi.Benchmarks.Evaluation;

/// <summary>What the search finds among what the trader wrote, ten results a question.</summary>
internal sealed class RetrievalPart(JournalTruth truth, ApiClient api)
{
    private const int TopK = 10;

    /// <summary>Asks every question.</summary>
    public async Task<PartResult> RunAsync()
    {
        var results = new List<(string Theme, RankingScore Score)>();
        var misses = new List<string>();
        foreach (var question in truth.Retrieval)
        {
            var found = await api.GetAsync($"search?q={Uri.EscapeDataString(question.Text)}&type=trade_note,notebook,playbook&top_k={TopK}");
            var score = RankingScore.Of([.. found["results"]!.AsArray().Select(r => (string)r!["ref"]!)], question);
            results.Add((question.Theme, score));
            if (score.Recall10 < 0.5)
            {
                misses.Add($"retrieval, {question.Theme}: recall@{TopK} {score.Recall10:F2}, “{question.Text}”");
            }
        }

        var themes = results.GroupBy(r => r.Theme, r => r.Score)
            .Select(g => (Theme: g.Key, Count: g.Count(), Mean: RankingScore.Mean([.. g])))
            .Select(t => $"| {t.Theme} | {t.Count} | {t.Mean.Recall5:F3} | {t.Mean.Recall10:F3} | {t.Mean.ReciprocalRank:F3} |");
        var overall = RankingScore.Mean([.. results.Select(r => r.Score)]);
        return new PartResult(
            results.Count == 0
                ? []
                :
                [
                    Score.Mean("retrieval: recall@5", results.Count, overall.Recall5),
                    Score.Mean("retrieval: recall@10", results.Count, overall.Recall10, 0.70),
                    Score.Mean("retrieval: MRR", results.Count, overall.ReciprocalRank, 0.75),
                ],
            misses)
        {
            Details = ["| theme | questions | recall@5 | recall@10 | MRR |", "| --- | --- | --- | --- | --- |", .. themes],
        };
    }
}

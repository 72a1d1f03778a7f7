namespace TradingAi.Benchmarks.Evaluation;

/// <summary>How good a ranking is, or a mean over several.</summary>
/// <param name="Recall5">Hits among the first five / min(5, relevant).</param>
/// <param name="Recall10">Hits among the first ten / min(10, relevant).</param>
/// <param name="ReciprocalRank">1 / rank of the first hit, 0 without one; its mean is the MRR.</param>
internal sealed record RankingScore(double Recall5, double Recall10, double ReciprocalRank)
{
    /// <summary>Scores the refs found, best first; those that are neither right nor wrong are taken out before.</summary>
    public static RankingScore Of(IEnumerable<string> found, RetrievalQuestion question)
    {
        var ranked = found.Where(r => !question.Acceptable.Contains(r)).Take(10).ToList();
        var first = ranked.FindIndex(question.Relevant.Contains);
        return new RankingScore(Recall(ranked, question, 5), Recall(ranked, question, 10), first < 0 ? 0 : 1.0 / (first + 1));
    }

    /// <summary>The mean; nothing is 0.</summary>
    public static RankingScore Mean(IReadOnlyCollection<RankingScore> scores) => new(
        scores.Select(s => s.Recall5).DefaultIfEmpty().Average(),
        scores.Select(s => s.Recall10).DefaultIfEmpty().Average(),
        scores.Select(s => s.ReciprocalRank).DefaultIfEmpty().Average());

    private static double Recall(List<string> ranked, RetrievalQuestion question, int k) =>
        question.Relevant.Count == 0 ? 1 : (double)ranked.Take(k).Count(question.Relevant.Contains) / Math.Min(k, question.Relevant.Count);
}

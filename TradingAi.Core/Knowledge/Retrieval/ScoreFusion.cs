using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// How much each list and the feedback count. A list without weight is not asked.
/// </summary>
/// <param name="Words">BM25 over words.</param>
/// <param name="Concepts">BM25 over the concepts of the lexicon.</param>
/// <param name="Vectors">Cosine of the embeddings.</param>
/// <param name="Feedback">Likeness to the best of what the lists found, see <see cref="ConceptFeedback"/>.</param>
public sealed record RetrievalWeights(double Words, double Concepts, double Vectors, double Feedback = 0)
{
    /// <summary>What was measured best; the README's quality section says how.</summary>
    public static RetrievalWeights Default { get; } = new(1.0, 1.5, 0.5, 0.5);
}

/// <summary>
/// Fuses lists by score: an entity scores Σ weight · share over the lists that hold it, where a list's best has the share 1 and
/// <c>lowest</c> the share 0 (CombSUM of scaled scores, Fox and Shaw, TREC-2 1994). Importance adds up to a few per cent, which
/// also breaks ties.
/// </summary>
internal static class ScoreFusion
{
    /// <summary>What full importance adds to a score, as a fraction of it.</summary>
    public const double ImportanceWeight = 0.05;

    /// <summary>Adds a list's part to the scores; of several hits of an entity the best counts.</summary>
    /// <param name="scores">By entity; grows.</param>
    /// <param name="hits">The list, best first.</param>
    /// <param name="weight">What the list counts.</param>
    /// <param name="lowest">The score that is worth nothing; none in the list is lower.</param>
    public static void Add(Dictionary<EntityRef, double> scores, IReadOnlyList<PassageHit> hits, double weight, double lowest)
    {
        foreach (var hit in hits.DistinctBy(hit => hit.Entity))
        {
            var span = hits[0].Score - lowest;
            var share = span > 0 ? (hit.Score - lowest) / span : 1;
            scores[hit.Entity] = scores.GetValueOrDefault(hit.Entity) + (weight * share);
        }
    }

    /// <summary>The score with its importance, 0–1.</summary>
    public static double WithImportance(double score, double importance) => score * (1 + (ImportanceWeight * importance));
}

using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// How much each ranked list counts. A list without weight is not asked.
/// </summary>
/// <param name="Words">BM25 over words.</param>
/// <param name="Concepts">BM25 over the concepts of the lexicon.</param>
/// <param name="Vectors">Cosine of the embeddings.</param>
public sealed record RetrievalWeights(double Words, double Concepts, double Vectors)
{
    /// <summary>What was measured best; the README's quality section says how.</summary>
    public static RetrievalWeights Default { get; } = new(1.0, 1.0, 0.5);
}

/// <summary>
/// Reciprocal rank fusion: an entity scores Σ weight / (<see cref="Smoothing"/> + rank) over the lists that hold it
/// (Cormack, Clarke and Büttcher, SIGIR 2009), and importance adds up to a few per cent, which also breaks ties.
/// </summary>
internal static class RankFusion
{
    /// <summary>The larger, the less the first ranks stand out.</summary>
    public const int Smoothing = 20;

    /// <summary>What full importance adds to a score, as a fraction of it.</summary>
    public const double ImportanceWeight = 0.05;

    /// <summary>Adds a list's share to the scores; <paramref name="ranked"/> names each entity once, best first.</summary>
    public static void Add(Dictionary<EntityRef, double> scores, IEnumerable<EntityRef> ranked, double weight)
    {
        var rank = 0;
        foreach (var entity in ranked)
        {
            scores[entity] = scores.GetValueOrDefault(entity) + (weight / (Smoothing + ++rank));
        }
    }

    /// <summary>The score with its importance, 0–1.</summary>
    public static double WithImportance(double score, double importance) => score * (1 + (ImportanceWeight * importance));
}

using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// Pseudo-relevance feedback (Rocchio, 1971) over concepts: what resembles the best of the first search belongs to the same
/// theme, though it may say it in words that the question does not hold. Resemblance is the cosine of concept frequencies,
/// weighed by how few of the candidates share a concept.
/// </summary>
internal static class ConceptFeedback
{
    /// <summary>How many of the best are believed to be right.</summary>
    public const int Believed = 10;

    /// <summary>How much each candidate resembles the best, 0–1; the nearest has 1.</summary>
    /// <param name="candidates">What was found.</param>
    /// <param name="score">What the first search gave a candidate.</param>
    public static Dictionary<EntityRef, double> Score(IReadOnlyList<Candidate> candidates, Func<Candidate, double> score)
    {
        var speaking = candidates.Where(candidate => candidate.Concepts.Count > 0).ToArray();
        var holders = speaking.SelectMany(candidate => candidate.Concepts.Keys).CountBy(concept => concept).ToDictionary();
        var profiles = speaking.ToDictionary(candidate => candidate.Entity, candidate => Profile(candidate.Concepts, holders, speaking.Length));

        var wanted = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var candidate in speaking.OrderByDescending(score).ThenBy(candidate => candidate.Entity.ToString(), StringComparer.Ordinal).Take(Believed))
        {
            foreach (var (concept, weight) in profiles[candidate.Entity])
            {
                wanted[concept] = wanted.GetValueOrDefault(concept) + (score(candidate) * weight);
            }
        }

        var likeness = profiles.ToDictionary(pair => pair.Key, pair => pair.Value.Sum(part => part.Value * wanted.GetValueOrDefault(part.Key)));
        var best = likeness.Values.DefaultIfEmpty().Max();
        return best > 0 ? likeness.ToDictionary(pair => pair.Key, pair => pair.Value / best) : likeness;
    }

    /// <summary>Frequencies times rarity, at unit length.</summary>
    private static Dictionary<string, double> Profile(IReadOnlyDictionary<string, int> concepts, Dictionary<string, int> holders, int candidates)
    {
        var weights = concepts.ToDictionary(
            pair => pair.Key, pair => (1 + Math.Log(pair.Value)) * Math.Log(1 + ((double)candidates / holders[pair.Key])), StringComparer.Ordinal);
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return weights.ToDictionary(pair => pair.Key, pair => pair.Value / length, StringComparer.Ordinal);
    }
}

namespace TradingAi.Core.Insights.Statistics;

/// <summary>
/// Benjamini and Hochberg (1995): of the hypotheses reported at q ≤ x, at most the share x is expected to be chance.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>The q-value of each p-value, in the same order: the smallest rate at which it would be reported.</summary>
    public static IReadOnlyList<double> QValues(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var q = new double[pValues.Count];
        var smallest = 1.0;
        var rank = pValues.Count;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]))
        {
            smallest = Math.Min(smallest, pValues[index] * pValues.Count / rank--);
            q[index] = smallest;
        }

        return q;
    }
}

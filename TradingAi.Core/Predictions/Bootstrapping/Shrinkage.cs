namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>
/// How much the recent past counts against the whole of it: the positive-part James–Stein weight 1 − σ²/d² of the difference d between
/// a recent figure and the same one of all the history, whose sampling variance is σ². A difference that chance explains gets 0; one far beyond
/// chance nearly 1.
/// </summary>
internal static class Shrinkage
{
    /// <summary>The weight of the mean of the last values against the mean of all, 0–1.</summary>
    /// <param name="values">In time's order.</param>
    /// <param name="recent">How many of the last are recent.</param>
    public static double Weight(IReadOnlyList<double> values, int recent)
    {
        if (recent >= values.Count || recent < 2)
        {
            return 0;
        }

        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        var difference = values.Skip(values.Count - recent).Average() - mean;
        var chance = variance * ((1.0 / recent) - (1.0 / values.Count));
        return difference * difference > chance ? 1 - (chance / (difference * difference)) : 0;
    }
}

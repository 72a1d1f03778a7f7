namespace TradingAi.Core.Insights.Statistics;

/// <summary>Values of the side that a hypothesis is about, and of the trades it is compared with.</summary>
/// <param name="Side">One value a trade of the side.</param>
/// <param name="Rest">One value a trade of the rest.</param>
internal sealed record TwoSamples(double[] Side, double[] Rest)
{
    /// <summary>Mean of the side minus mean of the rest.</summary>
    public double Difference => Side.Average() - Rest.Average();
}

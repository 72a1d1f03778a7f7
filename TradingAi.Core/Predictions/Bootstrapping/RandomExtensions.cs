using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Core.Predictions.Bootstrapping;

/// <summary>Real numbers from <see cref="SeededRandom"/>.</summary>
internal static class RandomExtensions
{
    private const int Steps = 1 << 30;

    /// <summary>A number in (0, 1).</summary>
    public static double NextUnit(this ref SeededRandom random) => (random.Next(Steps) + 0.5) / Steps;

    /// <summary>A standard normal number (Box and Muller).</summary>
    public static double NextNormal(this ref SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit());
}

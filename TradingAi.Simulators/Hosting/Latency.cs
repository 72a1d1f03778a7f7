namespace TradingAi.Simulators.Hosting;

/// <summary>A log-normal latency, as services have it.</summary>
/// <param name="Min">What it never falls below, in milliseconds.</param>
/// <param name="Median">Its median, in milliseconds.</param>
/// <param name="P95">What 95 of 100 calls stay under, in milliseconds.</param>
internal sealed record Latency(double Min, double Median, double P95)
{
    // The 95th percentile of a standard normal number.
    private const double Z95 = 1.6448536269514722;

    /// <summary>Draws one.</summary>
    public TimeSpan Draw(Chance chance)
    {
        if (Median <= 0)
        {
            return TimeSpan.FromMilliseconds(Min);
        }

        var spread = Math.Log(Math.Max(P95, Median) / Median) / Z95;
        return TimeSpan.FromMilliseconds(Math.Max(Min, Median * Math.Exp(spread * chance.Normal())));
    }
}

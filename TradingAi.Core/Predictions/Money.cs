namespace TradingAi.Core.Predictions;

/// <summary>Money of a statistic as a decimal: estimates keep four decimals, which no currency exceeds.</summary>
internal static class Money
{
    private const int Decimals = 4;
    private const double Largest = 1e24;

    /// <summary>The amount.</summary>
    public static decimal Of(double amount) => Math.Round((decimal)Math.Clamp(amount, -Largest, Largest), Decimals);

    /// <summary>An interval as [low, high].</summary>
    public static IReadOnlyList<decimal> Of((double Low, double High) interval) => [Of(interval.Low), Of(interval.High)];
}

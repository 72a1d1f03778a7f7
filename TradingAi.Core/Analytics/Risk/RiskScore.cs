using System.Globalization;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>One part of the risk score.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Value">From 0, none, to 1, as high as it counts.</param>
/// <param name="Explanation">The figures behind the value, in a sentence.</param>
/// <param name="IsKnown">False where too little is known to tell the value, which is 0 then.</param>
public sealed record RiskFactor(string Name, double Value, string Explanation, bool IsKnown = true);

/// <summary>
/// How much risk the trader runs just now, measured against the trader's own history: 0 (none seen) to 100. It is the sum of
/// four factors of 0 to 1, weighted; what too little is known for counts 0 and says so, and <see cref="Known"/> tells how much is known.
/// </summary>
/// <remarks>
/// The factors, each straight between its ends:
/// <list type="bullet">
/// <item>position_concentration (weight 20): Herfindahl's index of open notional by symbol; 0 up to 0.2 (five equal positions), 1 at 1 (one symbol).</item>
/// <item>leverage_usage (30): open notional over the 90 days' usual exposure; 0 with nothing open, 1 from three times on. The
/// account's size is not known, so this stands in for leverage.</item>
/// <item>volatility_exposure (20): standard deviation of net P&amp;L a trade in the last 30 days over that of the 365 days before;
/// 0 up to half, 1 from double on. At least 5 and 20 trades.</item>
/// <item>drawdown_magnitude (30): the present drawdown over the larger of the deepest one and ten mean losses.</item>
/// </list>
/// </remarks>
/// <param name="Score">0–100, whole.</param>
/// <param name="PositionConcentration">How much of what is open is in one symbol.</param>
/// <param name="LeverageUsage">How much is open against what usually is.</param>
/// <param name="VolatilityExposure">How far results swing against how far they usually do.</param>
/// <param name="DrawdownMagnitude">How far the equity curve is below its peak.</param>
public sealed record RiskScore(
    int Score, RiskFactor PositionConcentration, RiskFactor LeverageUsage, RiskFactor VolatilityExposure, RiskFactor DrawdownMagnitude)
{
    /// <summary>From this score on risk is elevated.</summary>
    public const int Elevated = 60;

    /// <summary>From this score on risk is critical.</summary>
    public const int Critical = 80;

    private const int LeverageWeight = 30;
    private const int VolatilityWeight = 20;
    private const double DiversifiedIndex = 0.2;
    private const double FullLeverage = 3;
    private const double CalmRatio = 0.5;
    private const double WildRatio = 2;
    private const int MinimumRecentTrades = 5;
    private const int MinimumUsualTrades = 20;
    private const int LossesOfFullDrawdown = 10;

    // In the order of naming; 100 together.
    private static readonly int[] s_weights = [20, LeverageWeight, VolatilityWeight, 30];

    /// <summary>The four factors, in the order of naming.</summary>
    public IReadOnlyList<RiskFactor> Factors => [PositionConcentration, LeverageUsage, VolatilityExposure, DrawdownMagnitude];

    /// <summary>How many of the score's 100 points are known, 0–100: the weight of the factors that are.</summary>
    public int Known => KnownOf(Factors);

    /// <summary>See <see cref="Known"/>.</summary>
    /// <param name="factors">All four in the order of naming, or none.</param>
    internal static int KnownOf(IReadOnlyList<RiskFactor> factors) => factors.Zip(s_weights).Where(f => f.First.IsKnown).Sum(f => f.Second);

    /// <summary>The score of a journal.</summary>
    /// <param name="journal">The user's journal.</param>
    /// <param name="asOf">The present.</param>
    public static RiskScore Of(JournalSnapshot journal, DateTimeOffset asOf) => Of(RiskInputs.Of(journal, asOf));

    /// <summary>The score of what is known.</summary>
    public static RiskScore Of(RiskInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var score = new RiskScore(0, Concentration(inputs), Leverage(inputs), Volatility(inputs), DrawdownOf(inputs));
        var sum = score.Factors.Zip(s_weights).Sum(f => f.First.Value * f.Second);
        return score with { Score = (int)Math.Round(sum, MidpointRounding.AwayFromZero) };
    }

    private static RiskFactor Concentration(RiskInputs inputs)
    {
        const string Name = "position_concentration";
        var total = inputs.OpenNotional.Values.Sum();
        if (total <= 0)
        {
            return new RiskFactor(Name, 0, "Nothing is open.");
        }

        // Of equal positions the first by name stands for them.
        var largest = inputs.OpenNotional.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).First();
        var index = inputs.OpenNotional.OrderBy(p => p.Key, StringComparer.Ordinal).Sum(p => Math.Pow((double)(p.Value / total), 2));
        return new RiskFactor(
            Name,
            Part(index, DiversifiedIndex, 1),
            inputs.OpenNotional.Count == 1
                ? $"All {Money(total, inputs)} open are in {Wording.Name(largest.Key)}."
                : $"Of the {Money(total, inputs)} open in {Wording.Count(inputs.OpenNotional.Count, "symbol")}, {Wording.Rate((double)(largest.Value / total))} are in {Wording.Name(largest.Key)}; "
                    + $"Herfindahl's index is {Decimals(index)}, and {Decimals(DiversifiedIndex)} or less is spread out.");
    }

    private static RiskFactor Leverage(RiskInputs inputs)
    {
        const string Name = "leverage_usage";
        const string Caveat = "The account's size is not known, so open notional is held against the usual one.";
        var total = inputs.OpenNotional.Values.Sum();
        if (inputs.UsualExposure is not > 0)
        {
            return total <= 0
                ? new RiskFactor(Name, 0, "Nothing is open, whatever usually is.")
                : new RiskFactor(
                    Name, 0,
                    $"{Money(total, inputs)} are open; under {OpenPositions.MinimumEntries} entries in the last 90 days nothing counts as usual, so whether that is much "
                        + $"is not known and counts 0 of {LeverageWeight} points. {Caveat}",
                    IsKnown: false);
        }

        var ratio = (double)(total / inputs.UsualExposure.Value);
        return new RiskFactor(
            Name,
            Part(ratio, 0, FullLeverage),
            $"{Money(total, inputs)} are open, {Decimals(ratio)} times the {Money(inputs.UsualExposure.Value, inputs)} that were usually open after an entry of the "
                + $"last 90 days; {Decimals(FullLeverage)} times counts in full. {Caveat}");
    }

    private static RiskFactor Volatility(RiskInputs inputs)
    {
        const string Name = "volatility_exposure";
        var (recent, usual) = (inputs.RecentPnl, inputs.UsualPnl);
        if (recent.Count < MinimumRecentTrades || usual.Count < MinimumUsualTrades || usual.StandardDeviation is not > 0)
        {
            return new RiskFactor(
                Name, 0,
                $"{Wording.Count(recent.Count, "trade")} in the last 30 days and {Wording.Count(usual.Count)} in the year before are too few or too alike to tell how far results swing "
                    + $"({MinimumRecentTrades} and {MinimumUsualTrades} are needed), so that is not known and counts 0 of {VolatilityWeight} points.",
                IsKnown: false);
        }

        var ratio = recent.StandardDeviation!.Value / usual.StandardDeviation.Value;
        return new RiskFactor(
            Name,
            Part(ratio, CalmRatio, WildRatio),
            $"Results of the last 30 days swing by {Money((decimal)recent.StandardDeviation.Value, inputs)} a trade ({Wording.Count(recent.Count, "trade")}), {Decimals(ratio)} times the "
                + $"{Money((decimal)usual.StandardDeviation.Value, inputs)} of the year before ({Wording.Count(usual.Count, "trade")}); {Decimals(WildRatio)} times counts in full.");
    }

    private static RiskFactor DrawdownOf(RiskInputs inputs)
    {
        const string Name = "drawdown_magnitude";
        if (inputs.CurrentDrawdown <= 0)
        {
            return new RiskFactor(Name, 0, "The equity curve stands at its peak.");
        }

        // Below its peak the curve holds at least one loss.
        var losses = LossesOfFullDrawdown * (inputs.AverageLoss ?? 0);
        var full = Math.Max(inputs.MaxDrawdown, losses);
        return new RiskFactor(
            Name,
            Part((double)inputs.CurrentDrawdown, 0, (double)full),
            $"The equity curve stands {Money(inputs.CurrentDrawdown, inputs)} below its peak; the deepest fall, this one included, was {Money(inputs.MaxDrawdown, inputs)}, "
                + $"and {LossesOfFullDrawdown} mean losses are {Money(losses, inputs)}: the larger counts in full.");
    }

    private static double Part(double value, double none, double full) => Math.Clamp((value - none) / (full - none), 0, 1);

    private static string Money(decimal amount, RiskInputs inputs) => new Wording(inputs.Currency, TimeZoneInfo.Utc).Money(amount);

    private static string Decimals(double value) => value.ToString("#,0.0#", CultureInfo.InvariantCulture);
}

using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// Tells whether a number of a statement repeats that of a filter: "in the last 30 days" does for <c>30d</c>, "30 trades" and "$30" do not.
/// </summary>
internal static partial class FilterNumbers
{
    private const string Money = "money";
    private const string Percent = "percent";

    /// <summary>True where a number is written as one of this filter would be.</summary>
    /// <param name="filter">The filter's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="own">The number in it.</param>
    /// <param name="number">The statement's number, of the same size.</param>
    /// <param name="said">How the statement says it.</param>
    public static bool Repeats(string filter, string value, NumberClaim own, NumberClaim number, Saying said)
    {
        // The number of a name: a tag "0dte".
        if (value.Any(char.IsLetter) && Words.Hold(GroupLabel.KeyOf(said.Around), GroupLabel.KeyOf(value)))
        {
            return true;
        }

        var before = said.Before;
        var unit = UnitOf(filter, value, own);
        var isNamed = said.Label?.Figures.Any(f => filter.Contains(f, StringComparison.Ordinal)) ?? true;
        return number switch
        {
            { IsMoney: true } => unit == Money && isNamed,
            { IsPercent: true } => unit == Percent && isNamed,
            { Unit: "trades" or "positions" } => unit == "trades" && IsOfTrades().IsMatch(before),
            { Unit: { } noun } when EvidenceText.HoursIn(noun) is not null || noun == "months" =>
                (EvidenceText.HoursIn(unit) is not null || unit == "months" || IsRank(filter))
                && (filter.StartsWith("hold", StringComparison.Ordinal) || filter == "after" || (IsOfTime().IsMatch(before) && !IsHeld().IsMatch(before))),
            { Unit: "R" } => unit == "R",
            { Unit: "shares" or "contracts" } => filter == "quantity" || filter == number.Unit,
            { Unit: not null } => IsRank(filter),
            _ => isNamed && (Asked.IsComparison(before) || filter.Split('_', '+').Any(word => before.Contains(word, StringComparison.OrdinalIgnoreCase)) || (filter == "rating" && IsRated().IsMatch(before)) || (IsRank(filter) && IsOfTrades().IsMatch(before))),
        };
    }

    private static bool IsRank(string filter) => filter is "within" or "without";

    private static string? UnitOf(string filter, string value, NumberClaim own) => own switch
    {
        { IsPercent: true } => Percent,
        { Unit: { } unit } => unit,
        _ when filter == "rule" => RuleUnit().Match(value).Value switch { "trades" or "losses" => "trades", "_r" => "R", "pause" => "minutes", "" => null, _ => Money },
        _ when filter.StartsWith("hold", StringComparison.Ordinal) => "hours",
        _ when IsDays().IsMatch(value) => "days",
        _ when filter.Contains("trade", StringComparison.Ordinal) => "trades",
        _ when filter.Contains("rate", StringComparison.Ordinal) => Percent,
        _ when filter == "r" => "R",
        _ when filter == "after" || IsOfMoney().IsMatch(filter) => Money,
        _ => null,
    };

    [GeneratedRegex(@"\b(?:last|past|latest|first|most\srecent|recent|previous|these|those|your|than|least|most|exactly|between\s\S+\sand|after|days\swith|the)\s+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsOfTrades();

    [GeneratedRegex(@"\b(?:last|past|next|previous|recent|coming|trailing|rolling|over|in|within|for|during|these|those|this|the|a|your|of|than|least|most|between\s\S+\sand)\s+$|^\W*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsOfTime();

    [GeneratedRegex(@"\b(?:hold(?:s|ing)?|held|keep|kept)\b[^.;:]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsHeld();

    [GeneratedRegex(@"\b(?:rated|stars?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsRated();

    [GeneratedRegex(@"^\d+d$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsDays();

    [GeneratedRegex("pnl|loss|win|notional|commission|price|expectancy|profit|risk|drawdown", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsOfMoney();

    [GeneratedRegex("trades|losses|_r(?= )|pause|loss|notional|risk", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RuleUnit();
}

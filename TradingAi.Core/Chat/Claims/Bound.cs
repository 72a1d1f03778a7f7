using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>Round numbers that bound a figure in words: "over 90 %", "more than 20 trades", "nearly 60 %", "about 50 %".</summary>
internal static partial class Bound
{
    // A bound says something of a figure that is near it; "more than 20" is no honest word for 57.
    private const decimal Reach = 0.25m;

    /// <summary>True where a figure lies on the side of a round number that the words before it say, and near it.</summary>
    /// <param name="bound">The number written.</param>
    /// <param name="figure">The figure's size.</param>
    /// <param name="number">The number as it is written.</param>
    /// <param name="before">The statement up to it.</param>
    public static bool Holds(decimal bound, decimal figure, NumberClaim number, string before) =>
        bound > 0 && IsRound(bound) && Words().Match(before) is { Success: true } words && (
            // "A win rate over 20 trades" bounds nothing.
            words.Groups["over"].Success || (words.Groups["across"].Success && number.Unit is null) ? figure > bound && figure <= bound * (1 + Reach)
            : words.Groups["under"].Success ? figure < bound && figure >= bound * (1 - Reach)
            : words.Groups["about"].Success && Math.Abs(figure - bound) <= LastDigit(bound) / 2 && Math.Abs(figure - bound) <= bound * 0.1m);

    // Two digits that count at most: what is told more exactly is told as it is.
    private static bool IsRound(decimal bound) => bound / LastDigit(bound) < 100;

    private static decimal LastDigit(decimal bound)
    {
        var unit = 1m;
        while (bound % unit != 0)
        {
            unit /= 10;
        }

        while (bound % (unit * 10) == 0)
        {
            unit *= 10;
        }

        return unit;
    }

    [GeneratedRegex(
        @"(?:(?<over>(?:more|higher|greater|better|larger|longer)\sthan|above|exceed(?:s|ing)|at\sleast|upwards\sof)|(?<across>over)"
        + @"|(?<under>(?:less|lower|fewer|smaller|shorter)\sthan|under|below|nearly|almost|close\sto|not\squite|at\smost|up\sto)|(?<about>about|around|roughly|approximately|some|~))\s*[-−–]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Words();
}

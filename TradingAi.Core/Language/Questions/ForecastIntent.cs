using System.Globalization;
using System.Text.RegularExpressions;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Language.Questions;

/// <summary>What of the days ahead is asked for.</summary>
internal enum ForecastFigure
{
    /// <summary>Net P&amp;L.</summary>
    Pnl,

    /// <summary>Win rate.</summary>
    WinRate,

    /// <summary>Closed trades.</summary>
    Trades,
}

/// <summary>A question for what the days ahead may bring.</summary>
/// <param name="Figure">Which figure comes first.</param>
/// <param name="Horizon">How far ahead; null where the span asked for is none that is predicted.</param>
internal sealed record ForecastWish(ForecastFigure Figure, PredictionHorizon? Horizon);

/// <summary>
/// Tells questions for the trader's own days ahead: "how might next week go". A question that says anything more, a symbol or a
/// condition, is none of them.
/// </summary>
internal static partial class ForecastIntent
{
    private const string Figure = @"(?:(?:net|total|trading)\s+)?(?:p\s?&\s?l|p/l|pnl|profits?|results?|performance|trading|earnings|returns?|(?<rate>win\s*rate|hit\s+rate)|(?<count>(?:number\s+of\s+)?trades))";
    private const string May = "(?:might|will|could|would|may|can|should|do)";
    private const string Win = @"(?:make\s+(?:any\s+)?(?:money|a\s+profit)|lose\s+money|be\s+(?:profitable|green|red|up|down|in\s+profit)|end\s+(?:up\s+)?(?:green|red|in\s+profit)|making\s+(?:money|a\s+profit)|being\s+profitable|a\s+profit|losing\s+money)";

    /// <summary>What the question wants; null where it is another one.</summary>
    public static ForecastWish? Of(string text)
    {
        // The span stands in the question as @, so that it is written once and the pattern stays small enough to compile at the first question.
        var ahead = Ahead().Match(text);
        var question = ahead.Success ? string.Concat(text.AsSpan(0, ahead.Index), "@", text.AsSpan(ahead.Index + ahead.Length)) : text;
        if (text.Contains('@', StringComparison.Ordinal) || Question().Match(question) is not { Success: true } match)
        {
            return null;
        }

        var figure = match.Groups["rate"].Success ? ForecastFigure.WinRate : match.Groups["count"].Success ? ForecastFigure.Trades : ForecastFigure.Pnl;
        return new ForecastWish(figure, HorizonOf(ahead.Groups["number"].Value, ahead.Groups["unit"].Value));
    }

    private static PredictionHorizon? HorizonOf(string number, string unit)
    {
        var count = number.ToLowerInvariant() switch
        {
            "" or "one" => 1, "two" => 2, "three" => 3, "four" => 4, "six" => 6, ['c', ..] => 2,
            var digits => int.Parse(digits, CultureInfo.InvariantCulture),
        };
        var days = (unit.ToLowerInvariant(), number) switch
        {
            ("" or "future", _) or ("day", "") => 7,
            ("day", _) => count,
            ("week", _) => count == 4 ? 30 : 7 * count,
            ("fortnight", _) => 14 * count,
            ("month", _) => 30 * count,
            _ => 0,
        };
        return PredictionHorizon.Names.Contains($"{days}d") ? PredictionHorizon.Parse($"{days}d") : null;
    }

    [GeneratedRegex(
        @"\b(?:(?:for|in|over|during|within|of|from|about)\s+)?(?:the\s+)?(?:(?:next|coming|upcoming)\s+(?:(?<number>[0-9]{1,3}|one|two|three|four|six|couple\s+of)\s+)?(?<unit>day|week|fortnight|month|quarter|year)s?"
        + @"|(?<unit>day|week|month)s?\s+ahead|(?<unit>tomorrow|future))\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Ahead();

    [GeneratedRegex(
        @"^\s*(?:(?:so|and|ok|hey|please)\s*,?\s+)?(?:"
        + @"(?:how|what)\s+" + May + @"\s+@\s+(?:go|look(?:\s+like)?|turn\s+out|be(?:\s+like)?|bring)(?:\s+for\s+me)?"
        + @"|(?:how|what)(?:\s+much)?(?:\s+money)?\s+" + May + @"\s+i\s+(?:do|make|earn|lose|expect(?:\s+to\s+(?:make|earn))?)\s+@"
        + @"|what\s+" + May + @"\s+(?:you|we)\s+(?:expect|predict|forecast)\s+(?:for\s+me\s+)?@"
        + @"|(?:what|how)\s+" + May + @"\s+my\s+" + Figure + @"\s+(?:be|go|look|come\s+to|develop)(?:\s+like)?\s+@"
        + @"|(?:(?:what(?:'s|\s+is|s)|give\s+me|show\s+me|make)\s+)?(?:(?:a|an|the|my|your)\s+)?(?:(?:p\s?&\s?l|pnl|performance)\s+)?(?:forecast|prediction|projection|outlook|predict|project)(?:\s+(?:of\s+|for\s+)?(?:my\s+)?"
        + Figure + @")?(?:\s+@)?"
        + @"|(?:will|might|could|may|can|am)\s+i\s+(?:going\s+to\s+)?" + Win + @"\s+@"
        + @"|what(?:'s|\s+is|\s+are|s)\s+(?:the|my)\s+(?:chances?|odds|probability|likelihood)\s+(?:that\s+i(?:\s+will|'ll)?|of(?:\s+me)?|i(?:\s+will|'ll)?|to)\s+" + Win + @"\s+@"
        + @"|what(?:'s|\s+is|s)\s+my\s+(?:expected|likely|projected)\s+" + Figure + @"\s+@"
        + @"|how\s+many\s+(?<count>trades)\s+" + May + @"\s+i\s+(?:take|close|make|do)\s+@"
        + @")\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Question();
}

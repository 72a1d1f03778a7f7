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
internal static class ForecastIntent
{
    private const string Ahead = @"(?:(?:for|in|over|during|within|of|from|about)\s+)?(?:the\s+)?(?:(?:next|coming|upcoming)\s+(?:(?<number>\d{1,3}|one|two|three|four|six|couple\s+of)\s+)?(?<unit>day|week|fortnight|month|quarter|year)s?|(?<unit>day|week|month)s?\s+ahead|(?<unit>tomorrow|future))";
    private const string Figure = @"(?:(?:net|total|trading)\s+)?(?:p\s?&\s?l|p/l|pnl|profits?|results?|performance|trading|earnings|returns?|(?<rate>win\s*rate|hit\s+rate)|(?<count>(?:number\s+of\s+)?trades))";
    private const string May = "(?:might|will|could|would|may|can|should|do)";
    private const string Win = @"(?:make\s+(?:any\s+)?(?:money|a\s+profit)|lose\s+money|be\s+(?:profitable|green|red|up|down|in\s+profit)|end\s+(?:up\s+)?(?:green|red|in\s+profit)|making\s+(?:money|a\s+profit)|being\s+profitable|a\s+profit|losing\s+money)";

    // Without backtracking, so that no text takes long; generated, so many alternatives would be ten thousand lines to compile at the first question.
    private static readonly Regex s_question = new(
        @"^\s*(?:(?:so|and|ok|hey|please)\s*,?\s+)?(?:"
        + @"(?:how|what)\s+" + May + @"\s+" + Ahead + @"\s+(?:go|look(?:\s+like)?|turn\s+out|be(?:\s+like)?|bring)(?:\s+for\s+me)?"
        + @"|(?:how|what)(?:\s+much)?(?:\s+money)?\s+" + May + @"\s+i\s+(?:do|make|earn|lose|expect|expect\s+to\s+(?:make|earn))\s+" + Ahead
        + @"|what\s+" + May + @"\s+(?:you|we)\s+(?:expect|predict|forecast)\s+(?:for\s+me\s+)?" + Ahead
        + @"|what\s+" + May + @"\s+my\s+" + Figure + @"\s+(?:be|look\s+like|come\s+to)\s+(?:like\s+)?" + Ahead
        + @"|how\s+" + May + @"\s+my\s+" + Figure + @"\s+(?:go|be|look|develop)\s+" + Ahead
        + @"|(?:(?:what(?:'s|\s+is|s)|give\s+me|show\s+me|make|can\s+you\s+(?:give\s+me|make))\s+)?(?:(?:a|an|the|my|your)\s+)?(?:(?:p\s?&\s?l|pnl|performance)\s+)?(?:forecast|prediction|projection|outlook|predict|project)(?:\s+(?:of|for)?\s*(?:my\s+)?" + Figure + @")?(?:\s+" + Ahead + @")?"
        + @"|(?:will|might|could|may|can|am)\s+i\s+(?:going\s+to\s+)?" + Win + @"\s+" + Ahead
        + @"|what(?:'s|\s+is|\s+are|s)\s+(?:the|my)\s+(?:chances?|odds|probability|likelihood)\s+(?:that\s+i(?:\s+will|'ll)?|of(?:\s+me)?|i(?:\s+will|'ll)?|to)\s+" + Win + @"\s+" + Ahead
        + @"|what(?:'s|\s+is|s)\s+my\s+(?:expected|likely|projected)\s+" + Figure + @"\s+" + Ahead
        + @"|how\s+many\s+(?<count>trades)\s+" + May + @"\s+i\s+(?:take|close|make|do)\s+" + Ahead
        + @")\s*[?.!]*\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>What the question wants; null where it is another one.</summary>
    public static ForecastWish? Of(string text)
    {
        if (s_question.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var figure = match.Groups["rate"].Success ? ForecastFigure.WinRate : match.Groups["count"].Success ? ForecastFigure.Trades : ForecastFigure.Pnl;
        return new ForecastWish(figure, HorizonOf(match.Groups["number"].Value, match.Groups["unit"].Value));
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
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// Finds numbers and times of day: <c>-$1,234.50</c>, <c>1.234,50 €</c>, <c>57.3 %</c>, <c>$12.3k</c>, <c>three trades</c>, <c>14:00</c>.
/// What only looks like one is none: an ordinal, digits within a name (<c>Q4</c>, <c>S&amp;P 500</c>) or a
/// reference (<c>stock:42</c>).
/// </summary>
internal static partial class NumberReader
{
    private const string Units =
        @"(?<unit>trades?|wins?|winners?|losses|losers?|positions?|days?|weeks?|months?|hours?|minutes?|symbols?|shares?|contracts?|strategies|playbooks?|tags?)\b";

    private const string Qualities =
        @"(?:(?:closed|open|winning|losing|total|consecutive|straight|trading|calendar|green|red|profitable|different|distinct|break-?even|option|stock|long|short|more|fewer|such)\s+){0,2}";

    private static readonly Dictionary<string, decimal> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50,
    };

    /// <summary>The numbers and times of a text from which dates have been taken, in no order.</summary>
    public static IEnumerable<Claim> Read(string text)
    {
        foreach (Match match in Digits().Matches(text))
        {
            if (TimeOf(match) is { } time)
            {
                yield return new TimeClaim(match.Index, match.Length, match.Value.Trim(), time);
            }
            else if (!match.Groups["ordinal"].Success)
            {
                yield return NumberOf(match);
            }
        }

        foreach (Match match in Spelled().Matches(text))
        {
            var word = match.Groups["word"];
            yield return new NumberClaim(word.Index, word.Length, word.Value, [new Reading(s_words[word.Value], 0)]) { Unit = UnitOf(match.Groups["unit"].Value) };
        }
    }

    private static NumberClaim NumberOf(Match match)
    {
        var digits = match.Groups["digits"].Value;
        var scale = match.Groups["scale"].Value.Trim() is { Length: > 0 } name ? ScaleOf(name) : 1;
        var isMoney = match.Groups["sign"].Success || match.Groups["code"].Success;
        var isPercent = match.Groups["percent"].Success;
        var unit = match.Groups["r"].Success ? "R" : match.Groups["unit"] is { Success: true, Value: var noun } ? UnitOf(noun) : null;
        return new NumberClaim(
            match.Index,
            match.Length,
            digits + match.Groups["scale"].Value + match.Groups["percent"].Value,
            [.. ReadingsOf(digits).Select(r => new Reading(r.Value * scale, r.HalfUnit * scale))])
        {
            IsItem = match.Groups["item"].Success,
            IsNegative = match.Groups["minus"].Success,
            IsMoney = isMoney,
            IsPercent = isPercent,
            Unit = unit,
            Year = digits.Length == 4 && digits[0] is '1' or '2' && digits[1] is '9' or '0' && !isMoney && !isPercent && unit is null && scale == 1
                ? int.Parse(digits, CultureInfo.InvariantCulture)
                : null,
        };
    }

    private static IEnumerable<Reading> ReadingsOf(string digits)
    {
        if (Grouped().IsMatch(digits) || !digits.Contains(',', StringComparison.Ordinal))
        {
            yield return Of(digits.Replace(",", "", StringComparison.Ordinal));
        }

        // As most of Europe writes: points part thousands, a comma the decimals.
        if (digits.Contains(',', StringComparison.Ordinal) ? digits.LastIndexOf(',') > digits.LastIndexOf('.') : GroupedByPoints().IsMatch(digits))
        {
            yield return Of(digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
        }

        static Reading Of(string plain)
        {
            // More digits than a decimal holds are no figure of any journal.
            var point = plain.IndexOf('.', StringComparison.Ordinal);
            var decimals = point < 0 ? 0 : plain.Length - point - 1;
            return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1e18m
                ? new Reading(value, decimals > 20 ? 0 : 0.5m * (decimal)Math.Pow(10, -decimals))
                : new Reading(-1, 0);
        }
    }

    private static decimal ScaleOf(string name) => char.ToLowerInvariant(name[0]) switch { 'k' or 't' => 1_000, 'm' => 1_000_000, _ => 1_000_000_000 };

    private static string UnitOf(string noun) => noun.ToLowerInvariant().TrimEnd('s') switch
    {
        "win" or "winner" or "losse" or "loser" => "trades",
        "strategie" => "strategies",
        var one => one + "s",
    };

    private static TimeOnly? TimeOf(Match match)
    {
        if (!match.Groups["minutes"].Success && !match.Groups["half"].Success)
        {
            return null;
        }

        if (!int.TryParse(match.Groups["digits"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var hour))
        {
            return null;
        }

        hour = match.Groups["half"].Value.TrimStart() switch
        {
            ['p' or 'P', ..] when hour < 12 => hour + 12,
            ['a' or 'A', ..] when hour == 12 => 0,
            _ => hour,
        };
        var minute = match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return hour < 24 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex(
        @"(?<item>(?<=^[\s>#*-]*)(?<digits>\d{1,2})[.)](?=\s))|"
        + @"(?:(?<![\p{L}\d)%])(?<minus>[-−–]))?(?:(?<sign>[$€£¥₹₩])|(?<code>\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|INR|KRW|CNY|HKD|SGD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|ILS|TRY|TWD))\s)?(?:(?<=[$€£¥₹₩])(?<minus>[-−–]))?"
        + @"(?<![\p{L}\d_#/]|\d[.,:]|\p{L}[:.&]\d*)(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|\d{1,3}(?:\.\d{3})+,\d+|\d+(?:[.,]\d+)?)"
        + @"(?:(?<ordinal>st|nd|rd|th)\b|:(?<minutes>[0-5]\d)(?!\d))?(?<half>\s?[ap]\.?m\b\.?)?"
        + @"(?<scale>(?:k|K|M|bn|B)\b|\s(?:thousand|million|billion)\b)?(?<percent>\s?(?:%|percent\b|per\s?cent\b))?"
        + @"(?:(?<r>\s?R)\b|\s?(?<sign>[€£¥₹₩])|\s(?<code>USD|EUR|GBP|JPY|CHF|CAD|AUD|dollars?|euros?|pounds?)\b|[\s-]" + Qualities + Units + ")?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(?<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)[\s-]" + Qualities + Units, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spelled();

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{3})+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GroupedByPoints();
}

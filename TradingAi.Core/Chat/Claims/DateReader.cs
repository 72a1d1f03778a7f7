using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>Finds dates: <c>2026-02-06</c>, <c>6 February 2026</c>, <c>Feb 6th</c>, <c>October 2026</c>, <c>Q4 2025</c>, <c>Fridays</c>.</summary>
internal static partial class DateReader
{
    private const string MonthNames =
        "(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The dates of a text, none overlapping, in no order.</summary>
    public static IEnumerable<DateClaim> Read(string text)
    {
        var taken = new List<DateClaim>();
        foreach (var pattern in (Regex[])[Iso(), Slashed(), Quarter(), DayFirst(), MonthFirst(), Weekday()])
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (!taken.Exists(t => match.Index < t.End && t.Start < match.Index + match.Length))
                {
                    taken.Add(new DateClaim(match.Index, match.Length, match.Value, PartsOf(match)));
                }
            }
        }

        return taken;
    }

    private static PartialDate PartsOf(Match match)
    {
        var month = match.Groups["month"] is { Success: true, Value: var name }
            ? char.IsDigit(name[0]) ? int.Parse(name, CultureInfo.InvariantCulture) : Array.IndexOf(s_months, name[..3].ToLowerInvariant()) + 1
            : (int?)null;
        var weekday = match.Groups["weekday"] is { Success: true, Value: var day } ? Enum.GetValues<DayOfWeek>().First(d => d.ToString().StartsWith(day, StringComparison.Ordinal)) : (DayOfWeek?)null;
        return new PartialDate(Number("year"), Number("quarter"), month, Number("day"), weekday);

        int? Number(string group) => match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?<!\d)(?<year>(?:19|20)\d\d)-(?:Q(?<quarter>[1-4])|(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\d|3[01]))?)(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![\d/])(?<month>0?[1-9]|1[0-2])/(?<day>0?[1-9]|[12]\d|3[01])/(?<year>(?:19|20)\d\d)(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Slashed();

    // A quarter without a year is a name as often as a date.
    [GeneratedRegex(@"\bQ(?<quarter>[1-4])(?:\s+of)?\s+(?<year>(?:19|20)\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"(?<![\d.,$])(?<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:of\s+)?" + MonthNames + @"\b\.?(?:,?\s+(?<year>(?:19|20)\d\d)\b)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayFirst();

    // "May" alone is a verb; behind a preposition it is the month.
    [GeneratedRegex(@"\b" + MonthNames + @"(?<!(?<!\b(?:[Ii]n|[Ss]ince|[Oo]f|[Dd]uring|[Ff]rom|[Tt]o|[Uu]ntil|[Bb]y|[Ff]or|[Ll]ast|and)\s)May(?=\s+[a-z]))\b\.?(?:\s+(?<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s?(?:%|percent|trades|days|wins|losses)))?(?:,?\s+(?<year>(?:19|20)\d\d)\b)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weekday();
}

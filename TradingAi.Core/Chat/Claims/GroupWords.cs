using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>The groups that every journal has, as people call them: sides, assets, calls and puts, winners and losers.</summary>
internal static partial class GroupWords
{
    /// <summary>The groups that a text names.</summary>
    public static IEnumerable<GroupLabel> Read(string text)
    {
        foreach (Match match in Mention().Matches(text))
        {
            foreach (var dimension in (string[])["direction", "asset", "option_type", "result"])
            {
                if (match.Groups[dimension] is { Success: true } word)
                {
                    var isSure = match.Groups["sure"].Success || IsHeading().IsMatch(text[(match.Index + match.Length)..]);
                    yield return new GroupLabel(match.Index, match.Index + match.Length, dimension, KeyOf(word.Value)) { IsSure = isSure && dimension != "result" };
                }
            }
        }
    }

    private static string KeyOf(string word) => word.ToLowerInvariant() switch
    {
        ['w', ..] => "win",
        ['l', 'o', 's', ..] => "loss",
        var other => other,
    };

    // "In the long run", "short-term" and "how long trades last" name no side, "after two losses in a row" no result.
    [GeneratedRegex(
        @"(?<!\b(?:how|so|too|as|very|fall|fell|cut|stop|stopped|in)\s)(?:"
        + @"\b(?<direction>long|short)(?<sure>s)\b|\b(?<direction>short)(?<sure>ing|ed)\b|\b(?:sold|sell|selling)\s(?<direction>short)(?<sure>)\b"
        + @"|\b(?<direction>long|short)\b(?![\s-](?:term|run|lived|held|hold|holding|dated|time|duration|lasting|standing|streak|way|of|on|as)\b)"
        + @"(?:(?<sure>[\s-](?:side|trades?|positions?|entries|exposure|bets?|plays?|setups?|calls?|puts?|stocks?|options?|ones)\b)|(?<sure>(?=\s(?:[A-Za-z.]+\s){1,2}(?:trades?|positions?|entries)\b))"
        + @"|(?<=\b(?:go|goes|going|went|are|were|was|is|being|when|you|to)\s(?:long|short))|(?=\s(?-i:[A-Z]{2,5})\b)|(?=[’'*_)""”]*\s*[:|(–—=])|(?=\s[-$€£¥]?\d))"
        + @"|\b(?<asset>stock|option)s?(?<sure>\s(?:trades?|positions?|side|trading|entries))\b|\b(?<asset>stock|option)(?:s\b|(?=[’'*_)""”]*\s*[:|]))"
        + @"|\b(?<option_type>call|put)s?(?<sure>\s(?:options?|trades?|positions?|side))\b|(?<sure>(?<=\b(?:your|on|in|with|from|of|for)\s))(?<option_type>call|put)s\b|\b(?<option_type>call|put)(?:s\b|(?=[’'*_)""”]*\s*[:|]))"
        + @"|\b(?<result>winn|los)(?:ers?|ing\s(?:trades?|positions?))\b|(?<=[\d%]\s|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s)(?<!\bafter\s\S{1,8}\s)(?<result>wins|losses)\b(?!\sin\sa\srow))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Mention();

    // "Longs: ", "| Stocks |", "**Short**".
    [GeneratedRegex(@"^[’'*_)""”]*\s*[:|]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsHeading();
}

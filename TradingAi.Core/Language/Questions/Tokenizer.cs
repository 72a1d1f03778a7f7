using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Cuts a question into tokens: hyphens part words, contractions open up, numbers are read with their signs and suffixes
/// (<c>$1,000</c>, <c>2k</c>, <c>2R</c>, <c>30min</c>, <c>2pm</c>), number words become numbers.
/// </summary>
internal static partial class Tokenizer
{
    private const int MatchTimeoutMilliseconds = 1000;

    private static readonly string[] s_suffixes =
        ["k", "m", "r", "min", "mins", "h", "hr", "hrs", "d", "w", "am", "pm", "st", "nd", "rd", "th", "x", "pct", "usd", "eur", "gbp", "jpy"];

    /// <summary>Cuts a text.</summary>
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var pause = true;
        var quoted = false;
        var normalized = Normalize(text);
        foreach (Match match in Pieces().Matches(normalized))
        {
            var piece = match.Value;
            if (piece is "," or ";" or "." or "?" or "!" or ":")
            {
                pause = true;
                continue;
            }

            if (piece is "\"" or "'")
            {
                quoted = !quoted && normalized.IndexOf(piece[0], match.Index + 1) >= 0;
                continue;
            }

            foreach (var token in Read(piece))
            {
                if (token.Word.Length == 0)
                {
                    continue;
                }

                tokens.Add(token with { AfterPause = pause, IsQuoted = quoted });
                pause = false;
            }
        }

        return NumberWords.Merge(tokens);
    }

    private static string Normalize(string text) => PerSlash()
        .Replace(text.Normalize(System.Text.NormalizationForm.FormKC), "p&l")
        .Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('–', '-').Replace('—', ',').Replace('−', '-');

    private static IEnumerable<Token> Read(string piece)
    {
        if (DateOnly.TryParseExact(piece, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return [new Token { Text = piece, Word = piece, Date = date }];
        }

        if (TimeOfDay().Match(piece) is { Success: true } && TimeOnly.TryParse(piece, CultureInfo.InvariantCulture, out var time))
        {
            return [new Token { Text = piece, Word = piece, Time = time }];
        }

        var number = Amount().Match(piece);
        if (number.Success
            && decimal.TryParse(number.Groups["n"].Value.Replace(",", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return ReadNumber(piece, number.Groups["m"].Success ? -value : value, number.Groups["s"].Value.ToLowerInvariant(), number.Groups["c"].Length > 0);
        }

        return ReadWord(piece);
    }

    private static IEnumerable<Token> ReadNumber(string piece, decimal value, string suffix, bool money)
    {
        if (suffix.Length > 0 && !s_suffixes.Contains(suffix))
        {
            // A name that starts with a digit, such as 0DTE.
            yield return new Token { Text = piece, Word = piece.ToLowerInvariant() };
            yield break;
        }

        value = Math.Abs(value) > Token.LargestNumber ? value : suffix switch { "k" => value * 1_000, "m" when money => value * 1_000_000, _ => value };
        if (Math.Abs(value) > Token.LargestNumber)
        {
            yield return new Token { Text = piece, Word = piece.ToLowerInvariant() };
            yield break;
        }

        money |= suffix is "usd" or "eur" or "gbp" or "jpy";
        yield return new Token { Text = piece, Word = value.ToString(CultureInfo.InvariantCulture), Number = value, IsMoney = money };
        if (suffix.Length > 0 && suffix is not ("k" or "st" or "nd" or "rd" or "th" or "usd" or "eur" or "gbp" or "jpy"))
        {
            yield return new Token { Text = suffix, Word = suffix };
        }
        else if (suffix is "st" or "nd" or "rd" or "th")
        {
            yield return new Token { Text = suffix, Word = "ordinal" };
        }
    }

    private static IEnumerable<Token> ReadWord(string piece)
    {
        var ticker = piece[0] == '$';
        var text = ticker ? piece[1..] : piece;
        var word = text.ToLowerInvariant();
        if (word is "p&l" or "pl" or "pnl" or "p&ls")
        {
            word = "pnl";
        }
        else if (word is "can't" or "cannot")
        {
            return [new Token { Text = "can", Word = "can" }, new Token { Text = "not", Word = "not" }];
        }
        else if (word.EndsWith("n't", StringComparison.Ordinal))
        {
            var verb = word[..^3];
            return [new Token { Text = verb, Word = verb == "wo" ? "will" : verb }, new Token { Text = "not", Word = "not" }];
        }
        else if (word.EndsWith("'ll", StringComparison.Ordinal))
        {
            return [new Token { Text = word[..^3], Word = word[..^3] }, new Token { Text = "will", Word = "will" }];
        }

        var apostrophe = word.IndexOf('\'');
        return [new Token
        {
            Text = apostrophe > 0 ? text[..apostrophe] : text,
            Word = apostrophe > 0 ? word[..apostrophe] : word,
            IsTicker = ticker,
        }];
    }

    [GeneratedRegex(@"\bp\s?(?:/|and|n)\s?l\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex PerSlash();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|(?:(?<![\p{L}\p{Nd}-])-)?[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?[\p{L}]*[€£¥]?|\$?[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*(?:&\p{L}+)?(?:'\p{L}+)?|>=|<=|[<>%+,;.?!:""']|\p{Cs}{2}|[^\s\p{P}]", RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"^\d{1,2}:\d{2}$", RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(?<m>-)?(?<c>[$€£¥])?(?<n>\d+(?:,\d{3})*(?:\.\d+)?)(?<s>\p{L}*)(?<c>[€£¥])?$", RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex Amount();
}

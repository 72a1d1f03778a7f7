namespace TradingAi.Core.Language.Questions;

/// <summary>Reads numbers written in words.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, decimal> s_units = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8,
        ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15,
        ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40,
        ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90, ["dozen"] = 12,
    };

    private static readonly Dictionary<string, decimal> s_scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1_000, ["grand"] = 1_000, ["million"] = 1_000_000,
    };

    /// <summary>The words it knows.</summary>
    public static IEnumerable<string> Words => s_units.Keys.Concat(s_scales.Keys);

    /// <summary>Puts one number in the place of the words that spell it.</summary>
    public static List<Token> Merge(List<Token> tokens)
    {
        var merged = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count;)
        {
            var length = Read(tokens, i, out var value);
            if (length == 0)
            {
                merged.Add(tokens[i++]);
                continue;
            }

            merged.Add(tokens[i] with
            {
                Text = string.Join(' ', tokens.Skip(i).Take(length).Select(t => t.Text)),
                Word = length == 1 && tokens[i].Number is null ? tokens[i].Word : value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Number = value,
            });
            i += length;
        }

        return merged;
    }

    private static int Read(List<Token> tokens, int start, out decimal value)
    {
        value = 0;
        decimal current = 0;
        var i = start;
        var spoken = false;

        // "a hundred", "a dozen": the article counts as one.
        if (tokens[i].Word == "a" && i + 1 < tokens.Count && (s_scales.ContainsKey(tokens[i + 1].Word) || tokens[i + 1].Word == "dozen"))
        {
            (current, i) = (tokens[i + 1].Word == "dozen" ? 0 : 1, i + 1);
        }

        for (; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (i > start && token.AfterPause)
            {
                break;
            }

            if (s_units.TryGetValue(token.Word, out var unit) && (current == 0 || (current % 100 == 0) || (current % 10 == 0 && current >= 20 && unit < 10)))
            {
                if (spoken && current == 0)
                {
                    break;
                }

                (current, spoken) = (current + unit, true);
            }
            else if (s_scales.TryGetValue(token.Word, out var scale) && (spoken || current == 1))
            {
                (current, spoken) = (current * scale, true);
            }
            else if (i == start && token.Number is { } number && i + 1 < tokens.Count && s_scales.ContainsKey(tokens[i + 1].Word))
            {
                (current, spoken) = (number, true);
            }
            else
            {
                break;
            }

            if (current > Token.LargestNumber)
            {
                return 0;
            }
        }

        value = current;
        return spoken ? i - start : 0;
    }
}

using System.Text.RegularExpressions;

namespace TradingAi.Tests.LocalHost.Surface;

/// <summary>Reads the checked-in list of the official surface into one normal form: nullability, parameter names, default values and virtuality left out.</summary>
internal static partial class SurfaceText
{
    /// <summary>The members by the full name of their type; a type that is a record has the member <c>record</c>.</summary>
    public static Dictionary<string, HashSet<string>> Read(string text)
    {
        Dictionary<string, HashSet<string>> types = [];
        HashSet<string> members = [];
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                string[] parts = line[4..].Split(" — ");
                members = types[parts[0].Split('<')[0]] = [];
                if (parts[1].Contains("(record)", StringComparison.Ordinal))
                {
                    members.Add("record");
                }
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                members.UnionWith(Normalize(line[2..]));
            }
        }

        return types;
    }

    private static IEnumerable<string> Normalize(string member)
    {
        string text = Modifiers().Replace(member, "").Replace("?", "", StringComparison.Ordinal).Trim();
        Match match;
        if ((match = Conversion().Match(text)).Success)
        {
            return [$"implicit {match.Groups["from"]} to {match.Groups["to"]}"];
        }

        if ((match = Property().Match(text)).Success)
        {
            string name = $"{match.Groups["type"].Value.Trim()} {match.Groups["name"]}";
            return Accessor().Matches(match.Groups["accessors"].Value).Select(accessor => $"{name} {accessor.Value}");
        }

        if ((match = Method().Match(text)).Success)
        {
            return [$"{match.Groups["head"].Value.Trim()}({string.Join(", ", Parameters(match.Groups["parameters"].Value))})"];
        }

        return text.Split(", ");
    }

    /// <summary>The types of the parameters, each marked <c>=</c> if it has a default.</summary>
    private static IEnumerable<string> Parameters(string text)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0 && i > start)
            {
                string[] halves = text[start..i].Trim().Split(" = ");
                string declaration = halves[0].Replace("this ", "", StringComparison.Ordinal).Replace("params ", "", StringComparison.Ordinal);
                yield return declaration[..declaration.LastIndexOf(' ')] + (halves.Length > 1 ? "=" : "");
                start = i + 1;
            }
        }
    }

    [GeneratedRegex(@"^((abstract|virtual|protected|override) )+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"^implicit (?<from>\S+) → (?<to>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conversion();

    [GeneratedRegex(@"^(?<type>.+) (?<name>\w+) \{(?<accessors>.*)\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Property();

    [GeneratedRegex("get|set|init", RegexOptions.None, 1000)]
    private static partial Regex Accessor();

    [GeneratedRegex(@"^(?<head>[^(]+)\((?<parameters>.*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();
}

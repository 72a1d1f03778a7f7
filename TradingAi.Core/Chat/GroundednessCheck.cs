using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>
/// Holds every number of an answer against what was supplied. A number is supported where a fact or passage cited in the
/// same sentence states it, or, where that cites nothing, in the next one of its line that does: a fact by its value, to the decimals written and regardless of sign (a loss of −500 reads
/// "lost $500"), a rate also as a percentage; both by the numbers of their texts, filters and dates. A right number that
/// stands beside another fact's citation, or beside none, is unsupported.
/// </summary>
public static partial class GroundednessCheck
{
    /// <summary>Checks one answer.</summary>
    public static Groundedness Of(string answer, Grounding grounding)
    {
        var count = 0;
        var unsupported = new List<string>();
        foreach (var sentence in answer.Split('\n').SelectMany(Statements))
        {
            var cited = Citation().Matches(sentence).Select(m => m.Value[1..^1]).ToHashSet();
            var evidence = new Evidence(grounding, cited);
            foreach (Match number in Number().Matches(Citation().Replace(sentence, "")))
            {
                count++;
                if (!evidence.States(number))
                {
                    unsupported.Add(number.Groups["digits"].Value + number.Groups["percent"].Value);
                }
            }
        }

        return new Groundedness(count, count - unsupported.Count, unsupported);
    }

    /// <summary>The numbers of a text, as written, that another text does not state, rounded or as a percentage neither.</summary>
    internal static IReadOnlyList<string> NumbersBeyond(string evidence, string text)
    {
        List<decimal> stated = [.. NumbersOf([evidence])];
        return
        [
            .. Number().Matches(text)
                .Where(number => ValueOf(number) is { } value && !stated.Contains(value) && !stated.Exists(s => Evidence.Agrees(value, number, (double)s)))
                .Select(number => number.Value),
        ];
    }

    /// <summary>The sentences of a line, those without a citation joined to the one behind them.</summary>
    private static IEnumerable<string> Statements(string line)
    {
        var statement = "";
        foreach (var sentence in SentenceEnd().Split(line))
        {
            statement += " " + sentence;
            if (Citation().IsMatch(sentence))
            {
                yield return statement;
                statement = "";
            }
        }

        yield return statement;
    }

    private static decimal? ValueOf(Match number) =>
        decimal.TryParse(number.Groups["digits"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IEnumerable<decimal> NumbersOf(IEnumerable<string?> texts) =>
        texts.SelectMany(text => Number().Matches(text ?? "").Select(ValueOf)).OfType<decimal>();

    // After a full stop and the citations behind it; a stop inside a number or a name is followed by no space.
    [GeneratedRegex(@"(?<=[.!?](?:\s*\[[FS]\d+\])*)\s+(?!\[)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\[[FS]\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Citation();

    // Digits that no letter precedes: "S&P 500" and "$1,234.50" hold a number, "Q4" and "F1" do not. A time of day counts
    // by its hour; "3 days" may stand for a fact in hours.
    [GeneratedRegex(
        @"(?<![\p{L}\d.,])(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?<percent>\s?%)?(?::[0-5]\d(?!\d))?(?<span>\s(?:day|week)s?\b)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Number();

    /// <summary>What a statement cites, and the passages that open the trades its facts name.</summary>
    private sealed class Evidence
    {
        private readonly List<Fact> _facts;
        private readonly HashSet<decimal> _inTexts;

        public Evidence(Grounding grounding, HashSet<string> cited)
        {
            _facts = [.. grounding.Facts.Where(f => cited.Contains(f.Id))];
            var sources = grounding.Sources.Where(s => cited.Contains(s.Id) || _facts.Exists(f => f.Ref == s.Ref));
            var texts = _facts.SelectMany(f => f.Filters.Values.Append(f.Figure).Append(f.Ref).Append(TextOf(f)))
                .Concat(sources.SelectMany(s => new[] { s.Ref, s.Title, s.Snippet }));

            // A refusal cites nothing: it is held against the refusal that was written by code.
            _inTexts = [.. NumbersOf(grounding.Outcome == ChatOutcome.Declined ? texts.Append(grounding.Narrative) : texts)];
        }

        public bool States(Match number) =>
            ValueOf(number) is { } value
            && (_inTexts.Contains(value)
                || (HoursOf(value, number) is { } hours && _inTexts.Contains(hours))
                || _facts.Exists(f => NumberOf(f) is { } stated && Agrees(value, number, stated)));

        private static decimal? HoursOf(decimal value, Match number) => number.Groups["span"].Value.Trim() switch
        {
            "" => null,
            ['d', ..] => value * 24,
            _ => value * 24 * 7,
        };

        public static bool Agrees(decimal written, Match number, double stated)
        {
            var point = number.Groups["digits"].Value.IndexOf('.');
            var decimals = point < 0 ? 0 : number.Groups["digits"].Length - point - 1;
            var scale = number.Groups["percent"].Success ? 100 : 1;

            // Half a unit of the last decimal written, and the doubles' own noise.
            var tolerance = (0.5 * Math.Pow(10, -decimals)) + 1e-9;
            return Math.Abs((double)written - (Math.Abs(stated) * scale)) <= tolerance;
        }

        // By its text, because a JSON number made of a decimal gives itself as nothing else.
        private static double? NumberOf(Fact fact) =>
            fact.Value?.GetValueKind() == JsonValueKind.Number
                ? double.Parse(fact.Value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                : null;

        private static string? TextOf(Fact fact) =>
            fact.Value?.GetValueKind() == JsonValueKind.String ? fact.Value.GetValue<string>() : null;
    }
}

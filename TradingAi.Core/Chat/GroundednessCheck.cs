using TradingAi.Core.Chat.Claims;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>
/// Holds every number, time, date and ticker of an answer against what it cites. A number is supported by the citation that ends its
/// piece of the sentence (see <see cref="Statement"/>): as the fact's value, to the decimals written, with its sign ("lost $500" for −500),
/// in its unit (a rate also as a percentage), under its name and of its symbol, weekday, side and every other group named with it (see <see cref="Subjects"/>); or as it stands in the fact's filters or the
/// passage. The right number beside another fact's citation, under another figure's name, or beside nothing is unsupported.
/// </summary>
public static class GroundednessCheck
{
    /// <summary>Checks one answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="grounding">The facts and passages it may cite.</param>
    /// <param name="asked">The question, and whatever else the user said with it: its numbers may be repeated as conditions.</param>
    /// <param name="before">What stands before it in the same text: its sentences and headings tell whom the numbers that follow are of.</param>
    public static Groundedness Of(string answer, Grounding grounding, string asked = "", string before = "")
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(grounding);
        ArgumentNullException.ThrowIfNull(before);
        var check = new StatementCheck(grounding, asked);
        foreach (var statement in Statement.In(before))
        {
            check.Pass(statement);
        }

        List<Verdict> verdicts = [.. Statement.In(answer).SelectMany(check.Check)];
        List<string> unsupported = [.. verdicts.Where(v => !v.IsSupported).Select(v => v.Claim.Written)];
        return new Groundedness(verdicts.Count, verdicts.Count - unsupported.Count, unsupported);
    }

    /// <summary>The numbers of a text, as written, that another text does not state, rounded or as a percentage neither.</summary>
    internal static IReadOnlyList<string> NumbersBeyond(string evidence, string text)
    {
        List<decimal> stated = [.. NumbersOf(evidence).SelectMany(n => n.Readings).Select(r => r.Value)];
        return
        [
            .. NumbersOf(text)
                .Where(number => !number.Readings.Any(r => stated.Exists(s => Math.Abs(r.Value - (number.IsPercent ? s * 100 : s)) <= r.HalfUnit + 1e-9m || r.Value == s)))
                .Select(number => number.Written),
        ];
    }

    // Dates count by their digits here: a date is copied, never rounded.
    private static IEnumerable<NumberClaim> NumbersOf(string text) => NumberReader.Read(text).OfType<NumberClaim>();
}

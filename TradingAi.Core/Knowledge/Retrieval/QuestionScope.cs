using System.Text.RegularExpressions;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>
/// Whether a question asks for occasions ("when did I…", "trades where…"), which trades and their notes answer, or for what
/// holds in general ("what are my rules…", "what do I do…"), which notebooks and playbooks answer. Nothing is left out for it:
/// what is of the other kind goes behind.
/// </summary>
internal sealed partial class QuestionScope
{
    private const double GeneralForOccasions = 0.5;
    private const double OccasionsForGeneral = 0.8;

    private readonly bool _occasions;
    private readonly bool _general;

    private QuestionScope(bool occasions, bool general) => (_occasions, _general) = (occasions, general);

    /// <summary>Reads a question.</summary>
    public static QuestionScope Of(string question)
    {
        var general = General().IsMatch(question);
        return new QuestionScope(!general && Occasions().IsMatch(question), general);
    }

    /// <summary>The factor for an entity of this type; 1 where the question leans to neither side.</summary>
    public double Factor(EntityType type) => type is EntityType.Notebook or EntityType.Playbook
        ? (_occasions ? GeneralForOccasions : 1)
        : (_general ? OccasionsForGeneral : 1);

    [GeneratedRegex(@"^\s*(what('s|’s| is| are| do| does)|how (do|should|must))\b|\b(do|should|must) I\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex General();

    [GeneratedRegex(
        @"\b(trades?|traded|positions?|winners?|losers?|entries|exits|holdings|options|contracts|occasions?|examples?|the times?|times I|(when|where|how) (did|was|were|have|had) (I|my)|did I (trade|buy|sell|hold|take|make|enter|exit|get|put|let|go|bet|chase|play|do))\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Occasions();
}

using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>A piece of a statement and the citations that it rests on.</summary>
/// <param name="Start">Where it begins in its statement.</param>
/// <param name="Text">The piece.</param>
/// <param name="Cited">Ids such as <c>F1</c>; empty where it cites nothing.</param>
internal sealed record Segment(int Start, string Text, IReadOnlySet<string> Cited);

/// <summary>
/// Splits an answer into statements, the sentences of a line up to one that cites something, and a statement into segments, each with
/// the citations that end it: the number before <c>[F1]</c> is the first fact's, the one behind it and before <c>[F2]</c> the second's.
/// What follows the last citation belongs to that one. Where a line begins with its citation, each stands before its text.
/// </summary>
internal static partial class Statement
{
    private static readonly HashSet<string> s_nothing = [];

    /// <summary>The statements of a whole text.</summary>
    public static IEnumerable<string> In(string text)
    {
        while (text.Length > 0)
        {
            var end = EndOfFirst(text, isWhole: true);
            yield return text[..end];
            text = text[end..];
        }
    }

    /// <summary>Where the first statement of a text ends, with the space behind it; -1 where it may go on.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="isWhole">True where nothing follows.</param>
    public static int EndOfFirst(string text, bool isWhole)
    {
        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        var line = lineEnd < 0 ? text : text[..lineEnd];
        foreach (Match space in SentenceEnd().Matches(line))
        {
            if (Citations.IsCited(line[..space.Index]))
            {
                return space.Index + space.Length;
            }
        }

        return lineEnd >= 0 ? lineEnd + 1 : isWhole ? text.Length : -1;
    }

    /// <summary>Where the first sentence of a text ends, with the space behind it; -1 where it may go on.</summary>
    /// <param name="text">The text.</param>
    public static int EndOfSentence(string text) => SentenceEnd().Match(text) is { Success: true } space ? space.Index + space.Length : -1;

    /// <summary>The segments of a statement.</summary>
    public static IEnumerable<Segment> SegmentsOf(string statement)
    {
        var groups = Citations.GroupsOf(statement);
        if (groups.Count == 0)
        {
            yield return new Segment(0, statement, s_nothing);
            yield break;
        }

        var leads = Marks().IsMatch(statement[..groups[0].Index]);
        for (var n = 0; n < groups.Count; n++)
        {
            var (from, to) = leads
                ? (groups[n].Index + groups[n].Length, n + 1 < groups.Count ? groups[n + 1].Index : statement.Length)
                : (n == 0 ? 0 : groups[n - 1].Index + groups[n - 1].Length, groups[n].Index);
            yield return new Segment(from, statement[from..to], Citations.IdsOf(groups[n].Value).ToHashSet(StringComparer.Ordinal));
        }

        if (!leads)
        {
            var last = groups[^1];
            yield return new Segment(last.Index + last.Length, statement[(last.Index + last.Length)..], Citations.IdsOf(last.Value).ToHashSet(StringComparer.Ordinal));
        }
    }

    // Behind a full stop, closing marks and the citations that follow it; a stop inside a number or a name is followed by no space.
    [GeneratedRegex(@"(?<=[.!?][)""”’*]*(?:\s*\[[FS]\d[^\]]*\])*)[ \t]+(?=[^\s\[])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^[\s>#*•(-]*(?:\d{1,2}[.)])?[\s>*(-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();
}

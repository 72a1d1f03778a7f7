namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>A UNIX glob, case-sensitive: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[a-z]</c>, <c>[^a-z]</c>.</summary>
internal sealed class GlobPattern(string pattern)
{
    /// <summary>Whether the whole text matches.</summary>
    public bool Matches(string text)
    {
        // The last star met, and where in the text it began: on a mismatch it takes one character more.
        var (starAt, starText) = (-1, 0);
        var (p, t) = (0, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (starAt, starText) = (p++, t);
            }
            else if (p < pattern.Length && MatchesOne(p, text[t], out var next))
            {
                (p, t) = (next, t + 1);
            }
            else if (starAt >= 0)
            {
                (p, t) = (starAt + 1, ++starText);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private bool MatchesOne(int at, char character, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?')
        {
            return true;
        }

        // A bracket that is never closed stands for itself; one that closes at once is a member.
        var negated = pattern[at] == '[' && at + 1 < pattern.Length && pattern[at + 1] == '^';
        var first = at + (negated ? 2 : 1);
        var end = pattern[at] == '[' && first < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
        if (end < 0)
        {
            return pattern[at] == character;
        }

        next = end + 1;
        return IsMember(pattern.AsSpan(first, end - first), character) != negated;
    }

    private static bool IsMember(ReadOnlySpan<char> members, char character)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (i + 2 < members.Length && members[i + 1] == '-')
            {
                if (character >= members[i] && character <= members[i + 2])
                {
                    return true;
                }

                i += 2;
            }
            else if (members[i] == character)
            {
                return true;
            }
        }

        return false;
    }
}

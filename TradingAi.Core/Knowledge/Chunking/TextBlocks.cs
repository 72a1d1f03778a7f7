using System.Text.RegularExpressions;

namespace TradingAi.Core.Knowledge.Chunking;

/// <summary>A piece of Markdown that is not cut if it need not be.</summary>
/// <param name="Heading">The section it stands in; empty before the first heading.</param>
/// <param name="Text">The piece.</param>
/// <param name="IsCode">True for a fenced block.</param>
internal readonly record struct TextBlock(string Heading, string Text, bool IsCode);

/// <summary>Finds the structure of a text: headings, paragraphs, list items, sentences.</summary>
internal static partial class TextBlocks
{
    private static readonly char[] s_spaces = [' ', '\t', '\r', '\n', '\f', '\u00A0'];

    /// <summary>How many words a text has.</summary>
    public static int CountWords(string text) => Words(text).Length;

    /// <summary>The words between spaces.</summary>
    public static string[] Words(string text) => text.Split(s_spaces, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Splits Markdown into blocks of at most <paramref name="maximumWords"/> words: paragraphs, else sentences, else runs of words.</summary>
    public static IEnumerable<TextBlock> Split(string markdown, int maximumWords)
    {
        foreach (var block in Paragraphs(markdown))
        {
            if (CountWords(block.Text) <= maximumWords)
            {
                yield return block;
                continue;
            }

            foreach (var sentence in SentenceEnds().Split(block.Text).Where(sentence => sentence.Length > 0))
            {
                foreach (var run in Words(sentence).Chunk(maximumWords))
                {
                    yield return block with { Text = string.Join(' ', run) };
                }
            }
        }
    }

    private static IEnumerable<TextBlock> Paragraphs(string markdown)
    {
        var (heading, isCode) = ("", false);
        var lines = new List<string>();
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            var isHeading = !isCode && Headings().IsMatch(line);
            if (lines.Count > 0 && (isFence || isHeading || (!isCode && string.IsNullOrWhiteSpace(line))))
            {
                yield return new TextBlock(heading, string.Join('\n', lines), isCode);
                lines.Clear();
            }

            if (isFence)
            {
                isCode = !isCode;
            }
            else if (isHeading)
            {
                heading = line.Trim('#', ' ');
            }
            else if (isCode || !string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
        }

        if (lines.Count > 0 && lines.Exists(line => line.Length > 0))
        {
            yield return new TextBlock(heading, string.Join('\n', lines), isCode);
        }
    }

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+\S", RegexOptions.None, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"(?<=[.!?…][""')\]]*)\s+", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnds();
}

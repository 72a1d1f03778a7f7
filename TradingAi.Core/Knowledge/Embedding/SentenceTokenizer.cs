using System.Text;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// The model's SentencePiece unigram tokenizer: of all ways to cut a text into vocabulary pieces, the one with the highest
/// sum of scores, ties and corners as in the original so that the tokens are the same.
/// </summary>
internal sealed class SentenceTokenizer
{
    private const int ReservedPieces = 6;
    private const int Unknown = 0;
    private const char Separator = '\u2581';

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly float[] _scores;
    private readonly int _longestPiece;

    public SentenceTokenizer(IReadOnlyList<(string Piece, float Score)> vocabulary)
    {
        var pieces = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        _scores = new float[vocabulary.Count];
        for (var id = ReservedPieces; id < vocabulary.Count; id++)
        {
            (var piece, _scores[id]) = vocabulary[id];
            pieces[piece] = id;
            _longestPiece = Math.Max(_longestPiece, piece.Length);
        }

        _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the ids of the pieces in order; runs of unknown characters are one id 0.</summary>
    public List<int> Encode(string text)
    {
        var input = Normalize(text);
        var starts = SymbolStarts(input);
        var (bestScore, bestPiece, bestStart) = (new double[starts.Count], new int[starts.Count], new int[starts.Count]);
        for (var start = 0; start < starts.Count - 1; start++)
        {
            var found = false;
            for (var end = start + 1; end < starts.Count && starts[end] - starts[start] <= _longestPiece; end++)
            {
                if (_pieces.TryGetValue(input.AsSpan(starts[start]..starts[end]), out var id))
                {
                    Offer(id, _scores[id], start, end);
                    found = true;
                }
            }

            if (!found)
            {
                Offer(Unknown, 0, start, start + 1);
            }
        }

        return Backtrack(bestPiece, bestStart);

        void Offer(int id, float score, int start, int end)
        {
            // The original takes a best score of exactly 0 for "none yet", and prefers the later start on a tie.
            var total = score + bestScore[start];
            if (bestScore[end] == 0 || total >= bestScore[end])
            {
                (bestScore[end], bestPiece[end], bestStart[end]) = (total, id, start);
            }
        }
    }

    private static List<int> Backtrack(int[] bestPiece, int[] bestStart)
    {
        var ids = new List<int>();
        for (var end = bestPiece.Length - 1; end > 0; end = bestStart[end])
        {
            if (bestPiece[end] != Unknown || ids.Count == 0 || ids[^1] != Unknown)
            {
                ids.Add(bestPiece[end]);
            }
        }

        ids.Reverse();
        return ids;
    }

    private static string Normalize(string text)
    {
        // Lone surrogates cannot be normalized; they would be unknown to the vocabulary anyway.
        var valid = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            ? text
            : string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        var normalized = valid.Normalize(NormalizationForm.FormKC);
        return normalized.Length == 0 ? "" : Separator + normalized.Replace(' ', Separator);
    }

    /// <summary>Where each code point starts, and the end.</summary>
    private static List<int> SymbolStarts(string input)
    {
        var starts = new List<int>(input.Length + 1);
        for (var i = 0; i < input.Length; i += char.IsHighSurrogate(input[i]) ? 2 : 1)
        {
            starts.Add(i);
        }

        starts.Add(input.Length);
        return starts;
    }
}

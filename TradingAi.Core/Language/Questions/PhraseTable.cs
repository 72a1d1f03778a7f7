namespace TradingAi.Core.Language.Questions;

/// <summary>Phrases and their meanings; the longest phrase at a place wins, an earlier entry before a later one.</summary>
internal sealed class PhraseTable
{
    private readonly Dictionary<string, List<(string[] Stems, Meaning Meaning)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>Every word of every phrase.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a phrase; one that is already there stays as it is.</summary>
    public void Add(string phrase, Meaning meaning) => Add([.. Tokenizer.Cut(phrase).Select(t => t.Word)], meaning);

    /// <summary>Adds a phrase by its words.</summary>
    public void Add(string[] words, Meaning meaning)
    {
        if (words.Length == 0)
        {
            return;
        }

        var stems = Array.ConvertAll(words, Stems.Of);
        if (!_byFirst.TryGetValue(stems[0], out var list))
        {
            _byFirst[stems[0]] = list = [];
        }

        if (!list.Exists(p => p.Stems.AsSpan().SequenceEqual(stems)))
        {
            list.Add((stems, meaning));
            Words.UnionWith(words);
        }
    }

    /// <summary>True where exactly this phrase is in the table.</summary>
    public bool Contains(string[] words)
    {
        var stems = Array.ConvertAll(words, Stems.Of);
        return _byFirst.TryGetValue(stems[0], out var list) && list.Exists(p => p.Stems.AsSpan().SequenceEqual(stems));
    }

    /// <summary>
    /// The longest phrase that starts at a token, all of it free, and that does not cut a figure's name in two: in
    /// "highest win rate" the figure is the win rate, not the highest win.
    /// </summary>
    public (int Length, Meaning Meaning)? Match(Reading reading, int start) => Longest(reading, start, cutting: this);

    private (int Length, Meaning Meaning)? Longest(Reading reading, int start, PhraseTable? cutting)
    {
        (int Length, Meaning Meaning)? best = null;
        if (!_byFirst.TryGetValue(reading.Tokens[start].Stem, out var list))
        {
            return null;
        }

        foreach (var (stems, meaning) in list)
        {
            if (stems.Length > (best?.Length ?? 0) && reading.IsFree(start, stems.Length) && Fits(reading, start, stems)
                && (cutting is null || stems.Length == 1 || !cutting.CutsFigure(reading, start, stems.Length)))
            {
                best = (stems.Length, meaning);
            }
        }

        return best;
    }

    private bool CutsFigure(Reading reading, int start, int length)
    {
        for (var inner = start + 1; inner < start + length; inner++)
        {
            if (Longest(reading, inner, cutting: null) is { Meaning: FigureMeaning } figure && figure.Length > 1 && inner + figure.Length > start + length)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(Reading reading, int start, string[] stems)
    {
        for (var i = 0; i < stems.Length; i++)
        {
            if (reading.Tokens[start + i].Stem != stems[i] || (i > 0 && reading.Tokens[start + i].AfterPause))
            {
                return false;
            }
        }

        return true;
    }
}

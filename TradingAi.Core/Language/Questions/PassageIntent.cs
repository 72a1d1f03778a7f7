using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;

namespace TradingAi.Core.Language.Questions;

/// <summary>Tells questions about what the trader wrote from questions that ask for something the journal cannot hold.</summary>
internal static class PassageIntent
{
    private static readonly string[] s_writing =
        ["note", "notes", "noted", "wrote", "write", "written", "writing", "notebook", "journal", "journaled", "journalled", "rule", "rules", "checklist", "goal", "goals", "plan", "lesson", "lessons", "remember", "reflect", "criteria", "conditions", "jot", "jotted", "entries", "diary"];

    // Readings of a chart or a market: measurements that no journal holds, whatever its notes say of charts.
    private static readonly string[] s_readings = ["indicator", "indicators", "oscillator", "rsi", "macd", "reading", "readings", "heart", "pulse", "temperature", "weather", "calories"];

    private static readonly string[] s_future = ["will", "tomorrow", "going", "forecast", "predict", "prediction", "next", "should", "gonna", "shall"];

    private static readonly string[] s_others = ["users", "user", "app", "his", "her", "their", "he", "she", "others", "people", "everyone", "traders", "friend", "friends", "wife", "husband", "partner", "brother", "sister", "boss", "colleague", "colleagues"];

    /// <summary>What the trader wrote.</summary>
    public static IReadOnlyList<EntityType> Written { get; } = [EntityType.TradeNote, EntityType.Notebook, EntityType.Playbook];

    /// <summary>True where the words ask for what was written, rather than for what was done.</summary>
    public static bool SpeaksOfWriting(Parse parse) => parse.Reading.Tokens.Any(t => s_writing.Contains(t.Word));

    /// <summary>The words beside those that restrict the search already: its symbol and its dates.</summary>
    public static string Subject(Parse parse) => string.Join(' ', parse.Reading.Tokens
        .Where((_, i) => parse.Reading.ClaimAt(i) is not (PeriodMeaning or ConditionMeaning { Condition: KeyCondition { Grouping: Grouping.Symbol, Keys.Count: 1 } }))
        .Select(t => t.Text));

    /// <summary>The figure part of a question that goes on to ask what was written about its answer: "…, and what did I write about it?"; null for others.</summary>
    public static string? FigurePart(string text)
    {
        var tokens = Tokenizer.Cut(text);
        for (var i = tokens.Count - 1; i > 2; i--)
        {
            if (tokens[i].Word == "and" && i + 2 < tokens.Count && tokens[i + 1].Word is "what" or "show" or "did" or "which" or "how"
                && tokens.Skip(i + 1).Any(t => s_writing.Contains(t.Word) || t.Word is "say" or "said")
                && tokens[^1].Word is "it" or "them" or "that" or "those" or "this" or "there" or "then" or "these" or "him" or "wrote" or "notes" or "about")
            {
                return string.Join(' ', tokens.Take(i).Select(t => t.Text));
            }
        }

        return null;
    }

    /// <summary>What to search, where the words ask for the trader's own words or behaviour; null otherwise.</summary>
    public static SearchFilter? Of(Parse parse, TimeZoneInfo zone)
    {
        var words = parse.Reading.Tokens.Select(t => t.Word).ToList();
        if (words.Count == 0 || parse.NotHeld.Count > 0 || Asks(words, ["how", "much"]) || Asks(words, ["how", "many"]))
        {
            return null;
        }

        if (words.Any(s_readings.Contains) && words[0] is "what" or "which" or "how" && !words.Any(w => w is "note" or "notes" or "wrote" or "write"))
        {
            return null;
        }

        var writing = SpeaksOfWriting(parse);
        if (!writing && words[0] == "how" && words.Contains("my") && words.Skip(2).Any(w => w is "do" or "doing" or "go" or "perform" or "performed" or "performing"))
        {
            // "How did my futures trades do?" asks for a figure: notes that share a word are no answer to it.
            return null;
        }

        if (!writing && AsksForFigure(parse.Reading))
        {
            // Notes that share a word with "which symbol made me the most when it rained" are no answer to it.
            return null;
        }

        if (!writing && parse.Reading.Tokens.Where((t, i) => parse.Reading.ClaimAt(i) is null && char.IsAsciiDigit(t.Word[0])).Any())
        {
            // A number that was not understood belongs to a figure that was not understood.
            return null;
        }

        var own = words.Any(w => w is "i" or "my" or "me");
        var listed = words[0] is "trades" or "positions" or "times" or "options" or "examples" or "winners" or "losers";
        var behaviour = listed || (own && (words[0] is "when" or "where" or "why" or "how" or "show" or "which" or "did"
            || (words[0] == "what" && words.Contains("happened")) || Asks(words, ["what", "do", "i"]) || Asks(words, ["what", "did", "i"])));
        if (!writing && (!behaviour || words.Any(s_future.Contains) || words.Any(s_others.Contains)))
        {
            return null;
        }

        if (words.Any(w => w is "will" or "tomorrow" or "forecast" or "predict"))
        {
            return null;
        }

        var symbol = parse.Reading.Spans.Select(s => s.Meaning).OfType<ConditionMeaning>().Select(c => c.Condition).OfType<KeyCondition>()
            .FirstOrDefault(k => k.Grouping == Grouping.Symbol && k.Keys.Count == 1)?.Keys[0];
        var period = parse.Reading.Spans.Select(s => s.Meaning).OfType<PeriodMeaning>().FirstOrDefault();
        return new SearchFilter
        {
            Types = Written,
            Symbol = symbol,
            From = period?.From is { } from ? LocalTime.StartOf(from, zone) : null,
            Until = period?.To is { } to ? LocalTime.StartOf(to.AddDays(1), zone) : null,
        };
    }

    private static bool AsksForFigure(Reading reading)
    {
        var meanings = reading.Spans.ConvertAll(s => s.Meaning);
        bool Has(Cue cue) => meanings.Exists(m => m is CueMeaning c && c.Cue == cue);
        var group = meanings.Count > 1 && meanings[0] is CueMeaning { Cue: Cue.Which or Cue.What } && meanings[1] is GroupMeaning;
        return meanings.Exists(m => m is FigureMeaning { Name: not "net_pnl" } or ThresholdMeaning)
            || Has(Cue.HowLong) || Has(Cue.Share) || Has(Cue.Pay) || (Has(Cue.Compare) && Has(Cue.Or) && reading.Tokens[0].Word is "do" or "did" or "is" or "am" or "was" or "are")
            || (group && (Has(Cue.Gain) || Has(Cue.Lose) || Has(Cue.Most) || Has(Cue.Fewest) || Has(Cue.Best) || Has(Cue.Worst) || Has(Cue.High) || Has(Cue.Low)));
    }

    private static bool Asks(List<string> words, ReadOnlySpan<string> phrase)
    {
        for (var i = 0; i + phrase.Length <= words.Count; i++)
        {
            var k = 0;
            while (k < phrase.Length && words[i + k] == phrase[k])
            {
                k++;
            }

            if (k == phrase.Length)
            {
                return true;
            }
        }

        return false;
    }
}

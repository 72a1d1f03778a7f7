using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;

namespace TradingAi.Core.Language.Questions;

/// <summary>Tells questions about what the trader wrote from questions that ask for something the journal cannot hold.</summary>
internal static class PassageIntent
{
    private static readonly string[] s_writing =
        ["note", "notes", "noted", "wrote", "write", "written", "writing", "notebook", "journal", "journaled", "journalled", "rule", "rules", "checklist", "goal", "goals", "plan", "lesson", "lessons", "remember", "reflect", "criteria", "conditions", "jot", "jotted", "entries", "diary"];

    // Readings of a chart or a market: measurements that no journal holds, whatever its notes say of charts.
    private static readonly string[] s_readings = ["indicator", "indicators", "oscillator", "rsi", "macd", "reading", "readings"];

    private static readonly string[] s_future = ["will", "tomorrow", "going", "forecast", "predict", "prediction", "next", "should", "gonna", "shall"];

    private static readonly string[] s_others = ["users", "user", "app", "his", "her", "their", "he", "she", "others", "people", "everyone", "traders", "friend"];

    /// <summary>What to search, where the words ask for the trader's own words or behaviour; null otherwise.</summary>
    public static SearchFilter? Of(string text, Parse parse)
    {
        var words = parse.Reading.Tokens.Select(t => t.Word).ToList();
        if (words.Count == 0 || parse.NotHeld.Count > 0 || Asks(words, ["how", "much"]) || Asks(words, ["how", "many"]))
        {
            return null;
        }

        if (words.Any(s_readings.Contains) && words[0] is "what" or "which" && !words.Any(w => w is "note" or "notes" or "wrote" or "write"))
        {
            return null;
        }

        var writing = words.Any(s_writing.Contains);
        var own = words.Any(w => w is "i" or "my" or "me");
        var behaviour = own && (words[0] is "when" or "where" or "why" or "how" or "show" or "which" or "times" or "trades" or "positions" or "examples" or "did" or "what" && words.Contains("happened") || Asks(words, ["what", "do", "i"]));
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
        return new SearchFilter
        {
            Types = [EntityType.TradeNote, EntityType.Notebook, EntityType.Playbook],
            Symbol = symbol,
        };
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

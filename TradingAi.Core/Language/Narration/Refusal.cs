using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Narration;

/// <summary>Words an answer that declines: why, and what this journal can answer.</summary>
internal static class Refusal
{
    /// <summary>A declined grounding; the session's context stays.</summary>
    public static Grounding Of(string reason, JournalView view, string? context) => new()
    {
        Outcome = ChatOutcome.Declined,
        Narrative = $"{reason} I answer from your own journal: figures of your trades, comparisons, lists, what-ifs, and passages of your notes."
            + (Examples(view) is { Length: > 0 } examples ? $" For example: {examples}" : ""),
        Context = context,
    };

    /// <summary>Why a question was not understood.</summary>
    public static string Reason(Parse parse)
    {
        if (parse.NotHeld.Count > 0)
        {
            return $"Your journal holds no trades in {string.Join(", ", parse.NotHeld.Select(Wording.Plain))}.";
        }

        if (AdviceIntent.AsksWhatToTrade(parse))
        {
            return "What to buy or sell is not for me to say: I know what you did, not what a market will do, and give no investment advice.";
        }

        if (parse.Reading.Tokens.Any(t => t.Word is "unrealized" or "unrealised" or "floating"))
        {
            return "The journal holds no current prices, so it cannot value open positions.";
        }

        return parse.Unknown.Count > 0
            ? $"I cannot answer that from your journal: I do not know what {string.Join(", ", parse.Unknown.Take(4).Select(w => $"“{Wording.Plain(w)}”"))} means there."
            : $"I could not make sense of that: {parse.Problem ?? "it names no figure"}.";
    }

    /// <summary>Names the trades and notes that stand behind a figure.</summary>
    public static string Citations(IReadOnlyList<Source> sources) =>
        sources.Count == 0 ? "" : $" See {string.Join(", ", sources.Take(3).Select(s => $"[{s.Id}]"))}.";

    private static string Examples(JournalView view)
    {
        var questions = new List<string>();
        if (view.Closed.Count > 0)
        {
            var symbol = view.Closed.CountBy(t => t.Symbol).MaxBy(c => c.Value).Key;
            questions.Add($"“What is my win rate on {Wording.Plain(symbol)}?”");
            questions.Add("“Which weekday is the worst for me?”");
        }

        if (view.Journal.Playbooks is [{ Name: var playbook }, ..])
        {
            questions.Add($"“What would my P&L be without {Wording.Plain(playbook)}?”");
        }

        return string.Join(" ", questions);
    }
}

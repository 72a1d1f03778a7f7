using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language;

/// <summary>Answers what the trader wrote on the very trades that a question chooses: their own notes, and no other trade's.</summary>
internal static class TradeNotesAnswer
{
    /// <summary>The question that names the trades meant; null where a question chooses none one by one.</summary>
    public static ParsedQuestion? Choosing(ParsedQuestion question) => question switch
    {
        { Operation: Operation.Extreme, Grouping: Grouping.Trade } or { Operation: Operation.List, Grouping: Grouping.Trade, Limit: not null } => question,
        { Operation: Operation.Value, Figure: "largest_loss" or "largest_win", Others.Count: 0, Hypothetical: false } => question with
        {
            Operation = Operation.Extreme, Grouping = Grouping.Trade, Figure = "net_pnl", Highest = question.Figure == "largest_win", Answer = Answer.Value, Threshold = null,
        },
        _ => null,
    };

    /// <summary>The answer; declined where no such trade is there.</summary>
    /// <param name="question">The question as it was asked.</param>
    /// <param name="asked">What it was understood as.</param>
    /// <param name="choosing">Its <see cref="Choosing"/>.</param>
    /// <param name="view">The journal.</param>
    /// <param name="passages">What the journal says in words.</param>
    public static Grounding Of(Question question, ParsedQuestion asked, ParsedQuestion choosing, JournalView view, Passages passages)
    {
        var evaluation = new Evaluator(view).Evaluate(choosing);
        if (evaluation.IsDeclined)
        {
            return Refusal.Of(evaluation.Narrative, view, question.Context);
        }

        if (asked.Figure is "largest_loss" or "largest_win" && Math.Sign(evaluation.Trades[0].NetPnl ?? 0) != (asked.Figure == "largest_win" ? 1 : -1))
        {
            return Refusal.Of($"No closed trade {(asked.Figure == "largest_win" ? "won" : "lost")} money, so there is nothing written on such a one.", view, question.Context);
        }

        var notes = passages.NotesOf(question, evaluation.Trades);
        var it = evaluation.Trades.Count == 1 ? "it" : "them";
        return new Grounding
        {
            Outcome = ChatOutcome.Answered,
            Facts = evaluation.Facts,
            Sources = notes.Sources,
            ContextVectors = notes.VectorIds,
            HoldsAllPassages = true,
            Narrative = evaluation.Narrative + "\n" + (notes.Sources.Count == 0 ? $"You have no notes on {it}."
                : $"This is what you wrote on {it}:\n{PassageNarration.Lines(notes.Sources)}"),
            Context = choosing.ToContext(),
        };
    }
}

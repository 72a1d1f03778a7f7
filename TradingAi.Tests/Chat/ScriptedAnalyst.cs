using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

/// <summary>An analyst that answers every question with one fact and one passage; its context is the question's text.</summary>
internal sealed class ScriptedAnalyst : IQuestionAnalyst
{
    public ConcurrentQueue<Question> Questions { get; } = new();

    public Func<Question, CancellationToken, Task<Grounding>> Answer { get; set; } = (question, _) => Task.FromResult(GroundingFor(question));

    public static Grounding GroundingFor(Question question) => new()
    {
        Outcome = ChatOutcome.Answered,
        Facts =
        [
            new Fact { Id = "F1", Figure = "net_pnl", Value = JsonValue.Create(-1234.5m), Unit = "currency", Filters = new Dictionary<string, string> { ["symbol"] = "AAPL" } },
        ],
        Sources = [new Source("S1", "trade_note:n-1", "trade_note", "Chased the open", "I chased it\nand said \"never again\" <b>", 0.9)],
        ContextVectors = ["trade_note:n-1:0"],
        Narrative = "You lost $1,234.50 on AAPL [F1].\nYou wrote that you chased it [S1].",
        Context = $$"""{"last":"{{question.Text.Length}}"}""",
    };

    public Task<Grounding> AnalyzeAsync(Question question, CancellationToken cancellationToken)
    {
        Questions.Enqueue(question);
        return Answer(question, cancellationToken);
    }
}

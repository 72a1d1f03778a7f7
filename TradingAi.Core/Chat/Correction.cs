using TradingAi.Core.Language.Prompts;

namespace TradingAi.Core.Chat;

/// <summary>What a model is told that is asked again because its answer stated what nothing supports.</summary>
/// <param name="Unsupported">The claims, as written.</param>
/// <param name="Written">What it wrote: all of it, or what its reader has read.</param>
/// <param name="IsContinued">True where what was written stays and is to be continued.</param>
internal sealed record Correction(IReadOnlyList<string> Unsupported, string Written, bool IsContinued)
{
    // Enough to mend an answer; what else is wrong in it is flagged.
    private const int MostNamed = 20;

    /// <summary>The words for the prompt, behind what was written.</summary>
    public string Text => (IsContinued ? PromptTemplate.Continuation : PromptTemplate.Correction)
        .With("unsupported", string.Join(", ", Unsupported.Take(MostNamed).Select(u => $"\"{u}\"")));
}

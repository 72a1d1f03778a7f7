using System.Text.Json.Serialization;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>The chat object: a complete answer with all it rests on.</summary>
public sealed record ChatAnswer
{
    /// <summary>The session that holds the answer.</summary>
    public required string SessionId { get; init; }

    /// <summary>The stored answer's id within the session.</summary>
    public required string MessageId { get; init; }

    /// <summary>What came of the question.</summary>
    public required ChatOutcome Outcome { get; init; }

    /// <summary>The answer, with citations <c>[F1]</c> and <c>[S1]</c>.</summary>
    public required string Message { get; init; }

    /// <summary>The computed figures, the one that answers the question first.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The passages of the journal, best first.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>What the language model used.</summary>
    public required ChatUsage Usage { get; init; }

    /// <summary>How much of what the answer states the facts and passages support.</summary>
    public required Groundedness Groundedness { get; init; }

    /// <summary>Parts that could not serve, such as <c>embeddings</c> or <c>language</c>; empty when all did.</summary>
    public required IReadOnlyList<string> Degraded { get; init; }
}

/// <summary>What the language model used for one answer.</summary>
/// <param name="Model">The model that wrote it, such as <c>narrator</c>.</param>
/// <param name="PromptTokens">Tokens it read, as it reports them; 0 where it does not count.</param>
/// <param name="CompletionTokens">Tokens it wrote.</param>
/// <param name="CostUsd">What that cost, in US dollars.</param>
/// <param name="PromptVersion">The version of the rules that asked for it, such as <c>chat.v2</c>; not written where none did.</param>
public sealed record ChatUsage(
    string Model,
    long PromptTokens,
    long CompletionTokens,
    decimal CostUsd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PromptVersion = null);

/// <summary>Every number, time, date and ticker of an answer, held against the facts and passages that were supplied.</summary>
/// <param name="Checked">Those found in the answer.</param>
/// <param name="Supported">Those that a fact or passage cited beside them states.</param>
/// <param name="Unsupported">The others, as written.</param>
public sealed record Groundedness(int Checked, int Supported, IReadOnlyList<string> Unsupported);

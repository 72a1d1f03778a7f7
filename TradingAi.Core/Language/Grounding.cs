using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Trader;

namespace TradingAi.Core.Language;

/// <summary>What came of a question.</summary>
public enum ChatOutcome
{
    /// <summary>It was answered from the user's own journal.</summary>
    Answered,

    /// <summary>It was not understood, or the journal does not hold the answer; the message says what can be asked.</summary>
    Declined,

    /// <summary>The language model's provider refused it.</summary>
    Blocked,

    /// <summary>The day's budget for the language model is used up; the narrator answered in its place.</summary>
    OverBudget,
}

/// <summary>One figure computed by code that an answer may state and cite.</summary>
public sealed record Fact
{
    /// <summary><c>F1</c>, <c>F2</c>, …: the fact that answers the question comes first.</summary>
    public required string Id { get; init; }

    /// <summary>What was computed, such as <c>net_pnl</c>, <c>win_rate</c>, <c>best_symbol</c>.</summary>
    public required string Figure { get; init; }

    /// <summary>
    /// A number, unrounded and signed as in the data (money in the account's currency, rates as fractions), or a string
    /// for names (a month is <c>YYYY-MM</c>, a date <c>YYYY-MM-DD</c>); null where the figure is undefined.
    /// </summary>
    public JsonNode? Value { get; init; }

    /// <summary>
    /// <c>currency</c>, <c>fraction</c>, <c>ratio</c>, <c>trades</c>, <c>days</c>, <c>hours</c>, <c>R</c>, <c>symbol</c>, <c>symbols</c>,
    /// <c>positions</c>, <c>weekday</c>, <c>month</c>, <c>date</c>, <c>hour</c>, <c>direction</c>, <c>playbook</c>, <c>strategy_type</c>, <c>trade</c>, …
    /// </summary>
    public required string Unit { get; init; }

    /// <summary>What the figure was computed over, by name: filters, range, condition. Empty means everything.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>The trade that the value names, if it names one.</summary>
    public string? Ref { get; init; }
}

/// <summary>One passage of the journal that an answer may cite.</summary>
/// <param name="Id"><c>S1</c>, <c>S2</c>, …, best first.</param>
/// <param name="Ref">The entity, such as <c>trade_note:…</c>.</param>
/// <param name="Type">The entity's type name.</param>
/// <param name="Title">A title that a person recognizes.</param>
/// <param name="Snippet">The part that matched, plain text.</param>
/// <param name="Score">Higher is better; comparable within one answer only.</param>
public sealed record Source(string Id, string Ref, string Type, string Title, string Snippet, double Score);

/// <summary>A question as it reaches the service.</summary>
/// <param name="User">Who asks.</param>
/// <param name="Text">The question, 1–4,000 characters.</param>
/// <param name="AsOf">The present for this question.</param>
/// <param name="Context">What <see cref="Grounding.Context"/> of the session's previous answer held; null at the first question.</param>
/// <param name="MaxContextVectors">How many passages to retrieve at most.</param>
public sealed record Question(UserId User, string Text, DateTimeOffset AsOf, string? Context, int MaxContextVectors)
{
    /// <summary>
    /// True where a language model will answer: passages belong into its prompt also where computed facts answer. The narrator needs
    /// none of those, and no search is made for it.
    /// </summary>
    public bool WantsPassages { get; init; }
}

/// <summary>
/// Everything an answer may be made of: facts computed by code and passages of the journal. Handed to a language model
/// in its prompt, and to the narrator as it is, under <see cref="OptionsKey"/> of the chat options' additional properties.
/// </summary>
public sealed record Grounding
{
    /// <summary>The key under which the chat options carry the grounding.</summary>
    public const string OptionsKey = "tradingai.grounding";

    /// <summary>Answered, or declined where the question is not understood or the journal does not hold the answer.</summary>
    public required ChatOutcome Outcome { get; init; }

    /// <summary>The facts, the one that answers the question first.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>
    /// Facts of where the trader stands that a language model is given beside those of the question, numbered behind them; an answer
    /// reports those that it cites.
    /// </summary>
    public IReadOnlyList<Fact> Background { get; init; } = [];

    /// <summary>Who asks; null where nobody needs to know.</summary>
    public TraderProfile? Profile { get; init; }

    /// <summary>The passages, best first.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>True where the question asks for just these passages, and others would be of something else.</summary>
    internal bool HoldsAllPassages { get; init; }

    /// <summary>Ids of the vectors behind <see cref="Sources"/>.</summary>
    public IReadOnlyList<string> ContextVectors { get; init; } = [];

    /// <summary>
    /// The answer in plain prose with citations <c>[F1]</c> and <c>[S1]</c>, written by deterministic templates from the
    /// facts and passages: what the narrator says, and what stands in where no language model can answer.
    /// </summary>
    public required string Narrative { get; init; }

    /// <summary>The session's state for the next question, opaque JSON kept with the session; null inherits nothing.</summary>
    public string? Context { get; init; }

    /// <summary>Parts that could not serve, such as <c>embeddings</c>.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>The tickers that the journal holds: what an answer says of one must be a fact about it.</summary>
    public IReadOnlySet<string> Symbols { get; init; } = new HashSet<string>();

    /// <summary>Titles of the trades that facts name, by <see cref="Fact.Ref"/>: symbol, side and date.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();
}

/// <summary>Understands a question and gathers what answers it.</summary>
public interface IQuestionAnalyst
{
    /// <summary>Parses the question against this user's journal, computes its facts and retrieves its passages.</summary>
    Task<Grounding> AnalyzeAsync(Question question, CancellationToken cancellationToken);
}

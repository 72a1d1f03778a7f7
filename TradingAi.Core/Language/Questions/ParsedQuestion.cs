using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAi.Core.Language.Questions;

/// <summary>What a question asks to be done.</summary>
internal enum Operation
{
    /// <summary>One figure.</summary>
    Value,

    /// <summary>The group in which a figure is highest or lowest, or that figure itself.</summary>
    Extreme,

    /// <summary>A figure for several named groups, side by side.</summary>
    Compare,

    /// <summary>A figure for every group.</summary>
    Breakdown,

    /// <summary>A figure per calendar period.</summary>
    Average,

    /// <summary>What part of something has a property.</summary>
    Share,

    /// <summary>Trades.</summary>
    List,

    /// <summary>Passages.</summary>
    Passages,
}

/// <summary>What of an extreme group is asked for.</summary>
internal enum Answer
{
    /// <summary>Its key.</summary>
    Name,

    /// <summary>Its figure.</summary>
    Value,
}

/// <summary>A group chosen by a figure, inside which something else is asked: "on my worst day".</summary>
/// <param name="Grouping">Kind of group.</param>
/// <param name="Highest">True for the highest figure.</param>
/// <param name="Figure">The figure that chooses.</param>
/// <param name="Rank">1 for the most extreme.</param>
/// <param name="Basis">For calendar groups: by entry or exit.</param>
/// <param name="Count">How many groups from that rank on: "my three best trades".</param>
internal sealed record GroupPick(Grouping Grouping, bool Highest, string Figure, int Rank, Basis Basis, int Count = 1);

/// <summary>What a calendar period must amount to for its trades to count: "days on which I lost more than 500".</summary>
/// <param name="Grouping">Day, week or month.</param>
/// <param name="Basis">By entry or exit.</param>
/// <param name="Figure"><c>net_pnl</c> or <c>trade_count</c> of the period.</param>
/// <param name="Bounds">Between what it must lie.</param>
internal sealed record PeriodLimit(Grouping Grouping, Basis Basis, string Figure, AmountCondition Bounds);

/// <summary>One question, understood.</summary>
internal sealed record ParsedQuestion
{
    /// <summary>What to do.</summary>
    public Operation Operation { get; init; }

    /// <summary>Wire name of the figure.</summary>
    public string Figure { get; init; } = "net_pnl";

    /// <summary>Trades must meet all of them.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>For <see cref="Operation.Extreme"/>, <see cref="Operation.Breakdown"/>, <see cref="Operation.Average"/>.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>For calendar groups, weekdays and hours: by entry or exit.</summary>
    public Basis Basis { get; init; }

    /// <summary>True for the highest figure, false for the lowest.</summary>
    public bool Highest { get; init; } = true;

    /// <summary>1 for the most extreme, 2 for the second.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>How many to list.</summary>
    public int? Limit { get; init; }

    /// <summary>For <see cref="Operation.List"/>: by the figure rather than by time.</summary>
    public bool Ranked { get; init; }

    /// <summary>What of an extreme group.</summary>
    public Answer Answer { get; init; }

    /// <summary>For an extreme trade: its key in this grouping is asked for, such as its symbol.</summary>
    public Grouping? AnswerGroup { get; init; }

    /// <summary>The sides of a comparison; each is a conjunction.</summary>
    public IReadOnlyList<IReadOnlyList<Condition>> Sides { get; init; } = [];

    /// <summary>True where the answer of a comparison is the difference, first side minus second.</summary>
    public bool Difference { get; init; }

    /// <summary>Restricts to one group chosen by a figure.</summary>
    public GroupPick? Within { get; init; }

    /// <summary>Restricts to calendar periods by what they amount to.</summary>
    public PeriodLimit? Having { get; init; }

    /// <summary>For <see cref="Operation.Value"/>: figures asked for beside the first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>For <see cref="Operation.Value"/>: bounds, in the figure's unit, that it is asked to lie in.</summary>
    public AmountCondition? Threshold { get; init; }

    /// <summary>Only the last closed trades that pass, or the first ones where negative.</summary>
    public int? Latest { get; init; }

    /// <summary>What is looked for among the trades meant rather than limits which they are: "how many of my last 20 trades were shorts".</summary>
    public IReadOnlyList<Condition> Among { get; init; } = [];

    /// <summary>Leaves out the most extreme groups by a figure, as many as its rank says: "without my five worst trades".</summary>
    public GroupPick? Without { get; init; }

    /// <summary>True where open positions are meant instead of closed trades.</summary>
    public bool Open { get; init; }

    /// <summary>True where P&amp;L is to be computed without commissions.</summary>
    public bool WithoutCommissions { get; init; }

    /// <summary>True where a time is to be told in minutes.</summary>
    public bool InMinutes { get; init; }

    /// <summary>True where the question is about what would have been.</summary>
    public bool Hypothetical { get; init; }

    /// <summary>For <see cref="Operation.Share"/>: what the part is taken of.</summary>
    public IReadOnlyList<Condition> Part { get; init; } = [];

    /// <summary>The last day that counts, where the question names one ("as of").</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>For <see cref="Operation.Passages"/>: what to look for.</summary>
    public string? Topic { get; init; }

    /// <summary>Keeps the question with the session.</summary>
    public string ToContext() => JsonSerializer.Serialize(this, QuestionJson.Default.ParsedQuestion);

    /// <summary>Reads a kept question; null where there is none or it is of another version.</summary>
    public static ParsedQuestion? FromContext(string? context)
    {
        if (context is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(context, QuestionJson.Default.ParsedQuestion);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // A session kept by another version starts afresh.
            return null;
        }
    }
}

/// <summary>Serialization of kept questions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ParsedQuestion))]
internal sealed partial class QuestionJson : JsonSerializerContext;

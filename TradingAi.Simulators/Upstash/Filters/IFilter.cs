using System.Text.Json;

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>A condition on a vector's metadata. One on a field that is absent, or not of the operator's type, does not hold, negated or not.</summary>
internal interface IFilter
{
    /// <summary>Whether the metadata, null for none, satisfies it.</summary>
    bool Holds(JsonElement? metadata);
}

/// <summary>All of some conditions.</summary>
internal sealed record AllFilter(IReadOnlyList<IFilter> Operands) : IFilter
{
    public bool Holds(JsonElement? metadata) => Operands.All(operand => operand.Holds(metadata));
}

/// <summary>Any of some conditions.</summary>
internal sealed record AnyFilter(IReadOnlyList<IFilter> Operands) : IFilter
{
    public bool Holds(JsonElement? metadata) => Operands.Any(operand => operand.Holds(metadata));
}

/// <summary><c>=</c>, <c>!=</c>, <c>IN</c> and <c>NOT IN</c>, on strings, numbers and booleans.</summary>
internal sealed record EqualityFilter(FieldPath Path, IReadOnlyList<FilterLiteral> Literals, bool Positive) : IFilter
{
    public bool Holds(JsonElement? metadata) =>
        Path.Find(metadata) is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value
        && Literals.Any(literal => literal.Equals(value)) == Positive;
}

/// <summary>The order of numbers.</summary>
internal sealed record OrderFilter(FieldPath Path, Comparisons.Kind Comparison, double Number) : IFilter
{
    public bool Holds(JsonElement? metadata) =>
        Path.Find(metadata) is { ValueKind: JsonValueKind.Number } value && Comparisons.Holds(Comparison, value.GetDouble(), Number);
}

/// <summary><c>GLOB</c> and <c>NOT GLOB</c>, on strings.</summary>
internal sealed record GlobFilter(FieldPath Path, GlobPattern Pattern, bool Positive) : IFilter
{
    public bool Holds(JsonElement? metadata) =>
        Path.Find(metadata) is { ValueKind: JsonValueKind.String } value && Pattern.Matches(value.GetString()!) == Positive;
}

/// <summary><c>CONTAINS</c> and <c>NOT CONTAINS</c>, on arrays.</summary>
internal sealed record ContainsFilter(FieldPath Path, FilterLiteral Literal, bool Positive) : IFilter
{
    public bool Holds(JsonElement? metadata) =>
        Path.Find(metadata) is { ValueKind: JsonValueKind.Array } value && value.EnumerateArray().Any(Literal.Equals) == Positive;
}

/// <summary><c>HAS FIELD</c> and <c>HAS NOT FIELD</c>.</summary>
internal sealed record FieldFilter(FieldPath Path, bool Positive) : IFilter
{
    public bool Holds(JsonElement? metadata) => Path.Find(metadata) is not null == Positive;
}

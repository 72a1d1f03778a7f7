namespace TradingAi.Benchmarks.Evaluation;

/// <summary>One row of the table.</summary>
/// <param name="Part">What was measured.</param>
/// <param name="Checked">How many things were looked at.</param>
/// <param name="Right">How many were as they should be; null where the result is a mean.</param>
/// <param name="Value">The share, mean or count that has a target.</param>
/// <param name="Format">How the value is written.</param>
/// <param name="Target">What is wanted, in words; null where nothing is.</param>
/// <param name="Met">Whether it is reached.</param>
internal sealed record Score(string Part, int Checked, int? Right, double Value, string Format, string? Target, bool Met)
{
    /// <summary>A share of right answers, of which at least this much is wanted.</summary>
    public static Score Share(string part, int checkedCount, int right, double atLeast) => new(
        part, checkedCount, right, checkedCount == 0 ? 1 : (double)right / checkedCount, "P1", atLeast >= 1 ? "all" : $"≥ {atLeast:P0}",
        right >= atLeast * checkedCount);

    /// <summary>A mean over questions, of which at least this much is wanted, or nothing in particular.</summary>
    public static Score Mean(string part, int count, double value, double? atLeast = null) => new(
        part, count, null, value, "F3", atLeast is { } least ? $"≥ {least:F2}" : null, !(value < atLeast));

    /// <summary>A count of things that must not be.</summary>
    public static Score None(string part, int checkedCount, int found) => new(part, checkedCount, checkedCount - found, found, "F0", "0", found == 0);
}

/// <summary>What one part of the evaluation came to.</summary>
/// <param name="Scores">Its rows.</param>
/// <param name="Misses">What was not as it should be, a line each.</param>
internal sealed record PartResult(IReadOnlyList<Score> Scores, IReadOnlyList<string> Misses)
{
    /// <summary>Rows of another table, if the part has one: its heading and lines.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

namespace TradingAi.Core.Operations;

/// <summary>Which part of a list is wanted. Lists are newest first: by instant, then by id, both descending.</summary>
/// <param name="Limit">How many rows at most, 1–100.</param>
/// <param name="After">The last row already seen; null at the beginning.</param>
public sealed record PageRequest(int Limit, PagePosition? After)
{
    /// <summary>The smallest and the largest limit.</summary>
    public const int MinLimit = 1, MaxLimit = 100;

    /// <summary>The limit where none is given.</summary>
    public const int DefaultLimit = 20;

    /// <summary>The first page.</summary>
    public static PageRequest First { get; } = new(DefaultLimit, null);
}

/// <summary>A place in a list: that of one row.</summary>
/// <param name="At">The row's instant.</param>
/// <param name="Id">The row's id, which orders rows of one instant.</param>
public sealed record PagePosition(DateTimeOffset At, string Id);

/// <summary>One part of a list.</summary>
/// <param name="Items">The rows, newest first.</param>
/// <param name="TotalCount">Rows in the whole list.</param>
/// <param name="Next">Where the next part continues; null after the last row.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount, PagePosition? Next);

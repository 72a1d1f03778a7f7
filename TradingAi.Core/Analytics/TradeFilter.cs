using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>
/// Which trades count: for each dimension named, one of its keys must match; several dimensions must all match. Keys
/// compare without regard to case; symbols, tags, playbooks and strategies that the journal does not hold match nothing.
/// </summary>
public sealed record TradeFilter
{
    /// <summary>Lets every trade through.</summary>
    public static TradeFilter None { get; } = new();

    /// <summary>The accepted keys per dimension.</summary>
    public IReadOnlyDictionary<GroupDimension, IReadOnlyList<string>> Keys { get; init; } =
        new Dictionary<GroupDimension, IReadOnlyList<string>>();

    /// <summary>True where nothing is filtered.</summary>
    public bool IsEmpty => Keys.Count == 0;

    /// <summary>This filter with one more dimension restricted.</summary>
    public TradeFilter With(GroupDimension dimension, params IReadOnlyList<string> keys) =>
        new() { Keys = new Dictionary<GroupDimension, IReadOnlyList<string>>(Keys) { [dimension] = keys } };

    /// <summary>True where the trade passes.</summary>
    public bool Matches(Trade trade, JournalSnapshot journal) => Keys.All(restriction =>
        GroupDimensions.KeysOf(restriction.Key, trade, journal).Any(key => restriction.Value.Contains(key, StringComparer.OrdinalIgnoreCase)));
}

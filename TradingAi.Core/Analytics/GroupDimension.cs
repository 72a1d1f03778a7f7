using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics;

/// <summary>The nine ways to group and filter trades. The wire names are in <see cref="GroupDimensions.Names"/>.</summary>
public enum GroupDimension
{
    /// <summary>The ticker, verbatim.</summary>
    Symbol,

    /// <summary><c>stock</c> or <c>option</c>.</summary>
    Asset,

    /// <summary><c>long</c> or <c>short</c>.</summary>
    Direction,

    /// <summary>Weekday of entry in the user's time zone: <c>Monday</c>…</summary>
    Weekday,

    /// <summary>Hour of entry in the user's time zone: <c>0</c>–<c>23</c>.</summary>
    Hour,

    /// <summary>How long the trade was held: <c>&lt;1h</c>, <c>1h-1d</c>, <c>1d-1w</c>, <c>1w-1mo</c>, <c>&gt;1mo</c>.</summary>
    Hold,

    /// <summary>Each tag; a trade with several counts in each.</summary>
    Tag,

    /// <summary>Each playbook by name; a trade with several counts in each.</summary>
    Playbook,

    /// <summary>The option strategy, verbatim; stocks have none.</summary>
    StrategyType,
}

/// <summary>Names, keys and order of the groups.</summary>
public static class GroupDimensions
{
    private static readonly string[] s_names =
        ["symbol", "asset", "direction", "weekday", "hour", "hold", "tag", "playbook", "strategy_type"];

    private static readonly string[] s_weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] s_holds = ["<1h", "1h-1d", "1d-1w", "1w-1mo", ">1mo"];

    /// <summary>The names on the wire, in the order of <see cref="GroupDimension"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>All dimensions.</summary>
    public static IReadOnlyList<GroupDimension> All { get; } = Enum.GetValues<GroupDimension>();

    /// <summary>The dimension's name on the wire.</summary>
    public static string NameOf(GroupDimension dimension) => s_names[(int)dimension];

    /// <summary>Reads a dimension's name.</summary>
    public static bool TryParse(string? name, out GroupDimension dimension)
    {
        var index = Array.IndexOf(s_names, name);
        dimension = index < 0 ? default : (GroupDimension)index;
        return index >= 0;
    }

    /// <summary>
    /// The keys a dimension can have at all, in order; null where they come from the journal (symbols, tags, playbooks,
    /// strategies).
    /// </summary>
    public static IReadOnlyList<string>? FixedKeys(GroupDimension dimension) => dimension switch
    {
        GroupDimension.Asset => ["stock", "option"],
        GroupDimension.Direction => ["long", "short"],
        GroupDimension.Weekday => s_weekdays,
        GroupDimension.Hour => [.. Enumerable.Range(0, 24).Select(h => h.ToString())],
        GroupDimension.Hold => s_holds,
        _ => null,
    };

    /// <summary>The keys under which a closed trade counts in a dimension: none, one or several.</summary>
    public static IEnumerable<string> KeysOf(GroupDimension dimension, Trade trade, JournalSnapshot journal)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(journal);
        return dimension switch
        {
            GroupDimension.Symbol => [trade.Symbol],
            GroupDimension.Asset => [trade.Asset == Asset.Stock ? "stock" : "option"],
            GroupDimension.Direction => [trade.Direction == Direction.Long ? "long" : "short"],
            GroupDimension.Weekday => [LocalTime.Of(trade.EntryAt, journal.TimeZone).DayOfWeek.ToString()],
            GroupDimension.Hour => [LocalTime.Of(trade.EntryAt, journal.TimeZone).Hour.ToString()],
            GroupDimension.Hold => trade.HoldTime is { } hold ? [HoldKey(hold)] : [],
            GroupDimension.Tag => trade.Tags.Distinct(StringComparer.Ordinal),
            GroupDimension.Playbook => journal.PlaybookNamesOf(trade),
            GroupDimension.StrategyType => trade.StrategyType is { Length: > 0 } strategy ? [strategy] : [],
            _ => throw new InvalidOperationException($"Unknown dimension {dimension}."),
        };
    }

    /// <summary>The bucket of a hold time; lower bounds are inclusive, a month is 30 days.</summary>
    public static string HoldKey(TimeSpan hold) => hold.TotalHours switch
    {
        < 1 => s_holds[0],
        < 24 => s_holds[1],
        < 24 * 7 => s_holds[2],
        < 24 * 30 => s_holds[3],
        _ => s_holds[4],
    };

    /// <summary>Groups closed trades (pooled order) by a dimension, keys in their natural order.</summary>
    public static IReadOnlyList<GroupFigures> Group(GroupDimension dimension, IEnumerable<Trade> trades, JournalSnapshot journal)
    {
        var groups = trades
            .SelectMany(t => KeysOf(dimension, t, journal).Select(key => (key, trade: t)))
            .GroupBy(x => x.key, x => x.trade, StringComparer.Ordinal)
            .Select(g => FigureCalculator.ComputeGroup(g.Key, [.. g]));
        var order = FixedKeys(dimension)?.ToList();
        return [.. order is null
            ? groups.OrderBy(g => g.Key, StringComparer.Ordinal)
            : groups.OrderBy(g => order.IndexOf(g.Key))];
    }
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Questions;

/// <summary>What trades can be grouped by in a question.</summary>
internal enum Grouping
{
    Symbol, Asset, Direction, Weekday, Hour, Hold, Tag, Playbook, StrategyType,
    OptionType, Broker, OrderType, Rating, Mistake, Day, Week, Month, Quarter, Year, Trade,
}

/// <summary>Which end of a trade a date or a time of day speaks of.</summary>
internal enum Basis
{
    /// <summary>When it was opened.</summary>
    Entry,

    /// <summary>When it was closed.</summary>
    Exit,
}

/// <summary>Keys, units and names of the groupings.</summary>
internal static class Groupings
{
    private static readonly string[] s_units =
        ["symbol", "asset", "direction", "weekday", "hour", "hold", "tag", "playbook", "strategy_type",
         "option_type", "broker", "order_type", "rating", "mistake", "date", "week", "month", "quarter", "year", "trade"];

    /// <summary>The unit of a fact whose value is a key of the grouping.</summary>
    public static string Unit(Grouping grouping) => s_units[(int)grouping];

    /// <summary>What a person calls one group.</summary>
    public static string Noun(Grouping grouping) => grouping switch
    {
        Grouping.StrategyType => "strategy",
        Grouping.OptionType => "option type",
        Grouping.OrderType => "order type",
        Grouping.Day => "day",
        Grouping.Hold => "holding time",
        _ => Unit(grouping),
    };

    /// <summary>True for calendar periods.</summary>
    public static bool IsCalendar(Grouping grouping) => grouping is >= Grouping.Day and <= Grouping.Year;

    /// <summary>The basis that a grouping has where the question names none: weekday and hour by entry, calendar periods by exit.</summary>
    public static Basis DefaultBasis(Grouping grouping) => IsCalendar(grouping) ? Basis.Exit : Basis.Entry;

    /// <summary>The keys under which a trade counts.</summary>
    public static IEnumerable<string> KeysOf(Grouping grouping, Trade trade, JournalView view, Basis basis)
    {
        if (grouping is Grouping.Weekday or Grouping.Hour || IsCalendar(grouping))
        {
            return (basis == Basis.Entry ? trade.EntryAt : trade.ExitAt) is { } instant ? [ClockKey(grouping, view.Local(instant))] : [];
        }

        return grouping switch
        {
            Grouping.OptionType => Single(trade.OptionType),
            Grouping.Broker => Single(trade.BrokerageName),
            Grouping.OrderType => Single(trade.OrderType),
            Grouping.Rating => Single(trade.Rating?.ToString()),
            Grouping.Mistake => trade.Mistakes.Distinct(StringComparer.OrdinalIgnoreCase),
            Grouping.Trade => [trade.Ref.ToString()],
            _ => GroupDimensions.KeysOf((GroupDimension)grouping, trade, view.Journal),
        };
    }

    private static string[] Single(string? key) => key is { Length: > 0 } ? [key] : [];

    private static string ClockKey(Grouping grouping, DateTime local) => grouping switch
    {
        Grouping.Weekday => local.DayOfWeek.ToString(),
        Grouping.Hour => local.Hour.ToString(),
        Grouping.Day => local.ToString("yyyy-MM-dd"),
        Grouping.Week => local.AddDays(-(((int)local.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd"),
        Grouping.Month => local.ToString("yyyy-MM"),
        Grouping.Quarter => $"{local.Year:0000}-Q{(local.Month + 2) / 3}",
        _ => local.ToString("yyyy"),
    };
}

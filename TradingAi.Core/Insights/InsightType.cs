using TradingAi.Core.Operations;

namespace TradingAi.Core.Insights;

/// <summary>What an insight looks at. The wire names are in <see cref="InsightTypes.Names"/>.</summary>
public enum InsightType
{
    /// <summary>Where in the journal results differ: symbols, setups, tags, weekdays, hours.</summary>
    Patterns,

    /// <summary>How well the trader does, where the result comes from, and whether it changes.</summary>
    Performance,

    /// <summary>What was at stake: losses, drawdowns, size, stops.</summary>
    Risk,

    /// <summary>What the trader does under pressure: revenge entries, losers held too long, overtrading.</summary>
    Behavior,
}

/// <summary>Names of the types on the wire.</summary>
public static class InsightTypes
{
    private static readonly string[] s_names = ["patterns", "performance", "risk", "behavior"];

    /// <summary>All types.</summary>
    public static IReadOnlyList<InsightType> All { get; } = Enum.GetValues<InsightType>();

    /// <summary>The names on the wire, in the order of <see cref="InsightType"/>.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The type's name on the wire.</summary>
    public static string NameOf(InsightType type) => s_names[(int)type];

    /// <summary>Reads a type's name.</summary>
    /// <exception cref="RequestRefusedException">It is missing or unknown; the field is <c>insight_type</c>.</exception>
    public static InsightType Parse(string? name)
    {
        var index = Array.IndexOf(s_names, name);
        return index >= 0
            ? (InsightType)index
            : throw RequestRefusedException.Invalid("insight_type", $"insight_type is one of {string.Join(", ", s_names)}.");
    }
}

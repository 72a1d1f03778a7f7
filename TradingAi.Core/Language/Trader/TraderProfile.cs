using System.Text.Json.Serialization;

namespace TradingAi.Core.Language.Trader;

/// <summary>One trait of a trader, and how it is known.</summary>
/// <typeparam name="T">What kind of value it has.</typeparam>
/// <param name="Value">The trait.</param>
/// <param name="Origin"><c>stated</c> by the trader, or <c>inferred</c> from the trades.</param>
public sealed record Trait<T>(T Value, string Origin)
{
    internal static Trait<T> Stated(T value) => new(value, "stated");

    internal static Trait<T> Inferred(T value) => new(value, "inferred");
}

/// <summary>Who asks: what the trader states of themselves wins, field by field; the trades tell the rest; null where they are too few.</summary>
public sealed record TraderProfile
{
    /// <summary>The name, if stated.</summary>
    public Trait<string>? Name { get; init; }

    /// <summary>
    /// <c>scalper</c>, <c>day_trader</c>, <c>swing_trader</c>, <c>position_trader</c> or <c>value_investor</c>; the trader's own word where
    /// it is none of these.
    /// </summary>
    public Trait<string>? TradingStyle { get; init; }

    /// <summary>The trader's word, else <c>beginner</c>, <c>intermediate</c> or <c>advanced</c>.</summary>
    public Trait<string>? ExperienceLevel { get; init; }

    /// <summary>The trader's word; trades do not tell it while the size of the account is unknown.</summary>
    public Trait<string>? RiskTolerance { get; init; }

    /// <summary>What the trader trades, such as <c>stock</c> and <c>option</c>.</summary>
    public Trait<IReadOnlyList<string>>? PreferredAssets { get; init; }

    /// <summary>The symbols traded most, at most five.</summary>
    public Trait<IReadOnlyList<string>>? PreferredSymbols { get; init; }

    /// <summary>The local hours of entry, 0–23, in which most trades are opened.</summary>
    public Trait<IReadOnlyList<int>>? PreferredHours { get; init; }

    /// <summary>The IANA name of the time zone; UTC where none was stated.</summary>
    public Trait<string>? Timezone { get; init; }

    /// <summary>True where nothing is known.</summary>
    [JsonIgnore]
    public bool IsEmpty => this is
    {
        Name: null, TradingStyle: null, ExperienceLevel: null, RiskTolerance: null, PreferredAssets: null, PreferredSymbols: null, PreferredHours: null, Timezone: null,
    };
}

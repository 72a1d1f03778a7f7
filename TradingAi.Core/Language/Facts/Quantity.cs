using System.Text.Json.Nodes;

namespace TradingAi.Core.Language.Facts;

/// <summary>The value of a figure: exact for money and counts, a double for ratios.</summary>
internal readonly record struct Quantity
{
    private Quantity(decimal? exact, double approximate) => (Exact, Approximate) = (exact, approximate);

    /// <summary>The exact value, if the figure is a sum of money or a count.</summary>
    public decimal? Exact { get; }

    /// <summary>The value as a double.</summary>
    public double Approximate { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Exact is { } exact ? Math.Sign(exact) : double.IsNaN(Approximate) ? 0 : Math.Sign(Approximate);

    /// <summary>An exact value.</summary>
    public static Quantity? Of(decimal? value) => value is { } v ? new Quantity(v, (double)v) : null;

    /// <summary>A ratio.</summary>
    public static Quantity? Of(double? value) => value is { } v && double.IsFinite(v) ? new Quantity(null, v) : null;

    /// <summary>A count.</summary>
    public static Quantity? Of(int value) => new Quantity(value, value);

    /// <summary>Below 0 where this is the smaller one; exact where both are.</summary>
    public int ComparedWith(Quantity other) =>
        Exact is { } a && other.Exact is { } b ? a.CompareTo(b) : Approximate.CompareTo(other.Approximate);

    /// <summary>This less another.</summary>
    public Quantity Less(Quantity other) => Exact is { } a && other.Exact is { } b
        ? new Quantity(a - b, (double)(a - b))
        : new Quantity(null, Approximate - other.Approximate);

    /// <summary>The value as a fact holds it.</summary>
    public JsonNode ToJson() => Exact is { } exact
        ? exact == Math.Truncate(exact) && Math.Abs(exact) < long.MaxValue ? JsonValue.Create((long)exact) : JsonValue.Create(exact)
        : JsonValue.Create(Approximate);
}

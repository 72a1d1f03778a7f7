using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Narration;

/// <summary>How figures read in prose: money with the currency's own decimals, rates to one decimal of a percent.</summary>
public sealed class Wording
{
    private const int MostNamed = 3;

    private static readonly Dictionary<string, string> s_symbols = new(StringComparer.Ordinal)
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩",
    };

    // ISO 4217, list one: the currencies whose minor unit is not a hundredth.
    private static readonly Dictionary<string, int> s_decimals = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["PYG"] = 0,
        ["RWF"] = 0, ["UGX"] = 0, ["UYI"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
    };

    private readonly string _prefix;
    private readonly string _format;
    private readonly TimeZoneInfo _zone;

    /// <summary>Words for one trader.</summary>
    public Wording(JournalSnapshot journal)
        : this((journal ?? throw new ArgumentNullException(nameof(journal))).Profile.Currency, journal.TimeZone)
    {
    }

    /// <summary>Words for an account.</summary>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="zone">Decides the dates.</param>
    public Wording(string currency, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var code = currency.ToUpperInvariant();
        _prefix = s_symbols.GetValueOrDefault(code, code + " ");
        _format = "N" + s_decimals.GetValueOrDefault(code, 2).ToString(CultureInfo.InvariantCulture);
        _zone = zone;
    }

    /// <summary>Money, such as <c>$1,234.50</c> or <c>-¥88</c>.</summary>
    public string Money(decimal amount)
    {
        var text = Math.Abs(amount).ToString(_format, CultureInfo.InvariantCulture);
        return (amount < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "-" : "") + _prefix + text;
    }

    /// <summary>Money of a statistic.</summary>
    public string Money(double amount) => Money((decimal)Math.Clamp(amount, -1e27, 1e27));

    /// <summary>A fraction as a percentage with one decimal.</summary>
    public static string Rate(double fraction) => (fraction * 100).ToString("N1", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number with a given count of decimals.</summary>
    public static string Number(double value, int decimals = 2) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A bare count: <c>1,200</c>.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 trade</c>, <c>1,200 trades</c>.</summary>
    public static string Count(int count, string noun) =>
        $"{Count(count)} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";

    /// <summary>Hours as a person says them: <c>45 minutes</c>, <c>19.3 hours</c>, <c>6.2 days</c>.</summary>
    public static string Hours(double hours) => Math.Abs(hours) switch
    {
        < 1 => Minutes(hours),
        < 96 => $"{Number(hours, 1)} hours",
        _ => $"{Number(hours / 24, 1)} days",
    };

    /// <summary>Two such lengths to be compared, in one unit where neither reads badly in it: <c>94.2 hours</c> and <c>110.4 hours</c>.</summary>
    public static (string One, string Other) Hours(double one, double other)
    {
        var (shorter, longer) = (Math.Min(one, other), Math.Max(one, other));
        return (shorter, longer) switch
        {
            ( < 1, >= 1 and < 5) => (Minutes(one), Minutes(other)),
            ( >= 24, >= 96) => ($"{Number(one / 24, 1)} days", $"{Number(other / 24, 1)} days"),
            ( >= 1, _) => ($"{Number(one, 1)} hours", $"{Number(other, 1)} hours"),
            _ => (Hours(one), Hours(other)),
        };
    }

    /// <summary>The local date of an instant, <c>2026-10-30</c>.</summary>
    public string Date(DateTimeOffset instant) => LocalTime.DateOf(instant, _zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A name that the trader typed, as one short line of plain words: it is data, and may hold anything.</summary>
    public static string Name(string name) => PlainName.Of(name);

    /// <summary>A sample's trades: <c>these 12 trades in AAPL and TSLA</c>, <c>these 400 trades in 9 symbols</c>.</summary>
    public static string TradesOf(TradeSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var symbols = sample.Trades.Select(t => t.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var place = symbols.Count switch
        {
            1 => Name(symbols[0]),
            <= MostNamed => $"{string.Join(", ", symbols[..^1].Select(Name))} and {Name(symbols[^1])}",
            _ => Count(symbols.Count, "symbol"),
        };
        return $"{(sample.Trades.Count == 1 ? "one trade" : $"these {Count(sample.Trades.Count, "trade")}")} in {place}";
    }

    /// <summary>A range with its dates: <c>2026-10-24 to 2026-10-30 (7d)</c>; <c>all</c> starts at the first trade there is.</summary>
    public string Range(TradeSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var start = sample.Instants.Start ?? (sample.Trades.Count > 0 ? sample.Trades.Min(t => t.EntryAt) : null);
        var name = sample.Range.WireName;
        var end = Date(sample.Instants.End.AddTicks(-1));
        return start is { } first ? $"{Date(first)} to {end} ({name})" : $"everything up to {end} ({name})";
    }

    private static string Minutes(double hours) => Math.Round(hours * 60) is var minutes and >= 1 ? Count((int)minutes, "minute") : "under a minute";
}

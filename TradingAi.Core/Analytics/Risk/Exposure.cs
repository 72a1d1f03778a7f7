using TradingAi.Core.Journal;

namespace TradingAi.Core.Analytics.Risk;

/// <summary>
/// What is open, in notional at entry: price times quantity, times 100 for an option, whose notional is thus its premium. The
/// journal holds no present prices.
/// </summary>
/// <param name="Positions">Open trades.</param>
/// <param name="LongNotional">Of long positions, 0 or more.</param>
/// <param name="ShortNotional">Of short positions, 0 or more.</param>
/// <param name="NetNotional">Long less short.</param>
/// <param name="GrossNotional">Long and short together.</param>
/// <param name="LargestSymbol">The symbol with the most notional, long and short together, of equals the first by name; null where nothing is open.</param>
/// <param name="LargestShare">Its part of the gross notional, 0–1.</param>
/// <param name="HerfindahlIndex">
/// Sum of the squared parts of all symbols (Hirschman 1945, Herfindahl 1950): 1 where all is in one symbol, 1/n where n symbols
/// are equal.
/// </param>
public sealed record Exposure(
    int Positions,
    decimal LongNotional,
    decimal ShortNotional,
    decimal NetNotional,
    decimal GrossNotional,
    string? LargestSymbol,
    double? LargestShare,
    double? HerfindahlIndex)
{
    /// <summary>Nothing is open.</summary>
    public static Exposure None { get; } = new(0, 0, 0, 0, 0, null, null, null);

    /// <summary>The exposure of positions that are open.</summary>
    public static Exposure Of(IReadOnlyCollection<Trade> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var (ofLong, ofShort) = (NotionalOf(Direction.Long), NotionalOf(Direction.Short));
        var gross = ofLong + ofShort;
        var exposure = new Exposure(open.Count, ofLong, ofShort, ofLong - ofShort, gross, null, null, null);
        if (gross <= 0)
        {
            return exposure;
        }

        var symbols = OpenPositions.NotionalBySymbol(open).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).ToList();
        return exposure with
        {
            LargestSymbol = symbols[0].Key,
            LargestShare = (double)(symbols[0].Value / gross),
            HerfindahlIndex = symbols.Sum(s => Math.Pow((double)(s.Value / gross), 2)),
        };

        decimal NotionalOf(Direction direction) => open.Where(t => t.Direction == direction).Sum(t => t.Notional);
    }
}

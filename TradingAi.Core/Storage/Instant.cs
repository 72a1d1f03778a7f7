namespace TradingAi.Core.Storage;

/// <summary>
/// Instants in a database: integers, UTC ticks (100 ns since 0001-01-01), so that they compare as instants and lose nothing.
/// </summary>
public static class Instant
{
    /// <summary>The instant as it is stored.</summary>
    public static long ToTicks(DateTimeOffset instant) => instant.UtcTicks;

    /// <summary>The stored instant, UTC.</summary>
    public static DateTimeOffset FromTicks(long ticks) => new(ticks, TimeSpan.Zero);
}

namespace TradingAi.Simulators.Hosting;

/// <summary>How long each vendor takes: no time at all, or with <c>--profile realistic</c> what it usually takes.</summary>
internal sealed class LatencyProfile(SimulatorOptions options, Chance chance)
{
    private static readonly Latency s_voyage = new(0, 120, 300);
    private static readonly Latency s_vectorRead = new(0, 15, 50);
    private static readonly Latency s_vectorWrite = new(0, 30, 90);
    private static readonly Latency s_gemini = new(0, 450, 900);
    private static readonly Latency s_turso = new(0, 12, 40);

    /// <summary>Between two chunks of a streamed answer.</summary>
    public TimeSpan BetweenChunks { get; } = options.Realistic ? TimeSpan.FromMilliseconds(30) : TimeSpan.Zero;

    /// <summary>Draws the time until the answer's headers, or until its first chunk where it is streamed.</summary>
    public TimeSpan Draw(VendorRoute route) => options.Realistic ? Usual(route).Draw(chance) : TimeSpan.Zero;

    private static Latency Usual(VendorRoute route) => route.Vendor switch
    {
        Vendor.Voyage => s_voyage,
        Vendor.Vector => route.Operation is "upsert" or "update" or "delete" or "reset" ? s_vectorWrite : s_vectorRead,
        Vendor.Gemini => s_gemini,
        _ => s_turso,
    };
}

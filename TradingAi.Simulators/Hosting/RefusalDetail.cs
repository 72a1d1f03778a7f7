namespace TradingAi.Simulators.Hosting;

/// <summary>What goes into a vendor's error besides its status.</summary>
/// <param name="Message">The sentence, or null for the vendor's usual one.</param>
/// <param name="RetryAfter">When to come back, where the vendor says it.</param>
/// <param name="Limit">The quota that was exceeded, in requests or tokens a minute.</param>
internal sealed record RefusalDetail(string? Message = null, TimeSpan? RetryAfter = null, long? Limit = null)
{
    /// <summary><see cref="RetryAfter"/> in whole seconds, rounded up: coming back earlier would be refused again.</summary>
    public long? RetryAfterSeconds => RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalSeconds) : null;
}

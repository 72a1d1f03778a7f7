using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Health;

/// <summary>The parts that the health names.</summary>
public enum HealthPart
{
    /// <summary>Embeddings.</summary>
    Voyager,

    /// <summary>The vector store.</summary>
    UpstashVector,

    /// <summary>The language model.</summary>
    Gemini,

    /// <summary>The cache.</summary>
    Cache,

    /// <summary>The databases.</summary>
    Database,
}

/// <summary>
/// How a cloud part's health is known. Each room registers one for its part (<c>AddSingleton(provider =&gt; HealthProbe.Of(…))</c>);
/// a part without one in use is embedded.
/// </summary>
public sealed class HealthProbe
{
    /// <summary>The part.</summary>
    public required HealthPart Part { get; init; }

    /// <summary>What serves it, such as a model's name.</summary>
    public required string Implementation { get; init; }

    /// <summary>How the last real call went; null where there was none.</summary>
    public required Func<VendorCallResult?> Last { get; init; }

    /// <summary>False where the settings chose the embedded part.</summary>
    public bool IsInUse { get; init; } = true;

    /// <summary>One cheap call that nobody charges for, whose outcome <see cref="Last"/> then tells; null where there is none.</summary>
    public Func<CancellationToken, Task>? Ask { get; init; }

    /// <summary>A call that takes longer shows a degraded part; null where any time is fine.</summary>
    public TimeSpan? SlowAfter { get; init; }

    /// <summary>The probe of a part that a vendor serves: slower than 5 s for the language model, 200 ms for stores, is degraded.</summary>
    /// <param name="activity">Where the vendor's calls are noted.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="implementation">What serves the part, such as a model's name.</param>
    /// <param name="ask">One unpaid call through the vendor's pipeline; null where there is none.</param>
    /// <param name="isInUse">False where the settings chose the embedded part.</param>
    public static HealthProbe Of(
        VendorActivity activity, Vendor vendor, string implementation, Func<CancellationToken, Task>? ask = null, bool isInUse = true)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return new HealthProbe
        {
            Part = vendor switch
            {
                Vendor.Voyage => HealthPart.Voyager,
                Vendor.Upstash => HealthPart.UpstashVector,
                Vendor.Gemini => HealthPart.Gemini,
                _ => HealthPart.Database,
            },
            Implementation = implementation,
            Last = () => activity.LastOf(vendor),
            IsInUse = isInUse,
            Ask = ask,
            SlowAfter = vendor switch
            {
                Vendor.Gemini => TimeSpan.FromSeconds(5),
                Vendor.Upstash or Vendor.Turso => TimeSpan.FromMilliseconds(200),
                _ => null,
            },
        };
    }
}

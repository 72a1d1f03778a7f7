using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>What the vendors allow, and how long they may take. Quotas of 0 are none.</summary>
public sealed class VendorOptions
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>Voyage's requests a minute. Default 2,000, its first paid tier; 3 without a card.</summary>
    [Range(0, 1_000_000)]
    [ConfigurationKeyName("VOYAGER_REQUESTS_PER_MINUTE")]
    public int VoyageRequests { get; set; } = 2_000;

    /// <summary>Voyage's tokens a minute. Default 3,000,000, its first paid tier; 10,000 without a card.</summary>
    [Range(0, 1_000_000_000)]
    [ConfigurationKeyName("VOYAGER_TOKENS_PER_MINUTE")]
    public int VoyageTokens { get; set; } = 3_000_000;

    /// <summary>Gemini's requests a minute. Default 1,000.</summary>
    [Range(0, 1_000_000)]
    [ConfigurationKeyName("GEMINI_REQUESTS_PER_MINUTE")]
    public int GeminiRequests { get; set; } = 1_000;

    /// <summary>Gemini's prompt tokens a minute. Default 1,000,000.</summary>
    [Range(0, 1_000_000_000)]
    [ConfigurationKeyName("GEMINI_TOKENS_PER_MINUTE")]
    public int GeminiTokens { get; set; } = 1_000_000;

    /// <summary>Upstash Vector's requests a minute. Default 0.</summary>
    [Range(0, 1_000_000)]
    [ConfigurationKeyName("UPSTASH_REQUESTS_PER_MINUTE")]
    public int UpstashRequests { get; set; }

    /// <summary>How long one call of Voyage may take with all its attempts, in seconds. Default 30.</summary>
    [Range(1, 600)]
    [ConfigurationKeyName("VOYAGER_TIMEOUT_SECONDS")]
    public int VoyageTimeoutSeconds { get; set; } = 30;

    /// <summary>How long Gemini may take to begin an answer with all its attempts, in seconds. Default 30.</summary>
    [Range(1, 600)]
    [ConfigurationKeyName("GEMINI_TIMEOUT_SECONDS")]
    public int GeminiTimeoutSeconds { get; set; } = 30;

    /// <summary>How long one call of Upstash Vector may take with all its attempts, in seconds. Default 10.</summary>
    [Range(1, 600)]
    [ConfigurationKeyName("UPSTASH_TIMEOUT_SECONDS")]
    public int UpstashTimeoutSeconds { get; set; } = 10;

    /// <summary>How long one call of Turso may take with all its attempts, in seconds. Default 10.</summary>
    [Range(1, 600)]
    [ConfigurationKeyName("TURSO_TIMEOUT_SECONDS")]
    public int TursoTimeoutSeconds { get; set; } = 10;

    /// <summary>A vendor's quota.</summary>
    public QuotaLimit QuotaOf(Vendor vendor) => vendor switch
    {
        Vendor.Voyage => new(VoyageRequests, VoyageTokens, s_minute),
        Vendor.Gemini => new(GeminiRequests, GeminiTokens, s_minute),
        Vendor.Upstash => new(UpstashRequests, 0, s_minute),
        _ => new(0, 0, s_minute),
    };

    /// <summary>How long all attempts of a call may take together where the call itself does not say.</summary>
    public TimeSpan TotalTimeOf(Vendor vendor) => TimeSpan.FromSeconds(vendor switch
    {
        Vendor.Voyage => VoyageTimeoutSeconds,
        Vendor.Gemini => GeminiTimeoutSeconds,
        Vendor.Upstash => UpstashTimeoutSeconds,
        _ => TursoTimeoutSeconds,
    });

    /// <summary>How long one attempt may take: a third of all, so that a vendor that hangs is tried again.</summary>
    public TimeSpan AttemptTimeOf(Vendor vendor) => TotalTimeOf(vendor) / 3;
}

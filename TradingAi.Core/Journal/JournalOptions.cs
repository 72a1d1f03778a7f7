using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Journal;

/// <summary>Settings of the journal's replica.</summary>
public sealed class JournalOptions
{
    /// <summary>
    /// The secrets that sign webhooks, comma-separated, each <c>whsec_</c> and base64; several are valid during a rotation.
    /// Empty refuses every webhook.
    /// </summary>
    [ConfigurationKeyName("WEBHOOK_SECRETS")]
    public string WebhookSecrets { get; set; } = "";

    /// <summary>The largest import, in megabytes of 10⁶ bytes. Default 100.</summary>
    [Range(1, 1000)]
    [ConfigurationKeyName("IMPORT_MAX_MEGABYTES")]
    public int ImportMaxMegabytes { get; set; } = 100;

    /// <summary>
    /// How much memory the journals held between requests may take, in megabytes, by estimate; the least recently used goes
    /// first. Default 64.
    /// </summary>
    [Range(1, 65536)]
    [ConfigurationKeyName("JOURNAL_CACHE_MEGABYTES")]
    public int CacheMegabytes { get; set; } = 64;
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Storage;

/// <summary>Where the embedded databases live and what they may use.</summary>
public sealed class StorageOptions
{
    /// <summary>The directory of every file this service writes; created if absent. Default <c>.data</c>.</summary>
    [Required]
    [ConfigurationKeyName("DATA_DIRECTORY")]
    public string DataDirectory { get; set; } = ".data";

    /// <summary>
    /// How many idle connections stay open over all users' databases; the least recently used is closed first. Each costs
    /// up to three file handles and one megabyte. Default 64.
    /// </summary>
    [Range(1, 4096)]
    [ConfigurationKeyName("STORAGE_IDLE_CONNECTIONS")]
    public int IdleConnections { get; set; } = 64;

    /// <summary>
    /// How many database calls run at once over all users; the others wait without holding a thread. Default 16.
    /// </summary>
    [Range(2, 1024)]
    [ConfigurationKeyName("STORAGE_CONCURRENT_CALLS")]
    public int ConcurrentCalls { get; set; } = 16;
}

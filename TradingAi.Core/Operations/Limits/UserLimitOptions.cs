using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Operations.Limits;

/// <summary>What one user may ask for within a sliding window; 0, the default of all, is no limit.</summary>
public sealed class UserLimitOptions
{
    /// <summary>Chat questions a minute, streamed ones included.</summary>
    [Range(0, 1_000_000, ErrorMessage = "LIMIT_CHAT_PER_MINUTE must be a whole number of 0 or more.")]
    [ConfigurationKeyName("LIMIT_CHAT_PER_MINUTE")]
    public int ChatPerMinute { get; set; }

    /// <summary>Insights asked for, an hour.</summary>
    [Range(0, 1_000_000, ErrorMessage = "LIMIT_INSIGHTS_PER_HOUR must be a whole number of 0 or more.")]
    [ConfigurationKeyName("LIMIT_INSIGHTS_PER_HOUR")]
    public int InsightsPerHour { get; set; }

    /// <summary>Reports asked for, an hour.</summary>
    [Range(0, 1_000_000, ErrorMessage = "LIMIT_REPORTS_PER_HOUR must be a whole number of 0 or more.")]
    [ConfigurationKeyName("LIMIT_REPORTS_PER_HOUR")]
    public int ReportsPerHour { get; set; }

    /// <summary>Searches a minute.</summary>
    [Range(0, 1_000_000, ErrorMessage = "LIMIT_SEARCH_PER_MINUTE must be a whole number of 0 or more.")]
    [ConfigurationKeyName("LIMIT_SEARCH_PER_MINUTE")]
    public int SearchPerMinute { get; set; }

    /// <summary>Imports an hour.</summary>
    [Range(0, 1_000_000, ErrorMessage = "LIMIT_IMPORTS_PER_HOUR must be a whole number of 0 or more.")]
    [ConfigurationKeyName("LIMIT_IMPORTS_PER_HOUR")]
    public int ImportsPerHour { get; set; }
}

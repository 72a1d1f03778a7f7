using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Operations;

/// <summary>When deferred changes are indexed.</summary>
public sealed class BatchOptions
{
    /// <summary>
    /// How often users with pending items are looked for, in minutes. Default 2: with the minute of the timer that asks,
    /// everything is on its way after three minutes and searchable by meaning within five.
    /// </summary>
    [Range(1, 1440)]
    [ConfigurationKeyName("BATCH_VECTORIZATION_INTERVAL_MINUTES")]
    public int IntervalMinutes { get; set; } = 2;
}

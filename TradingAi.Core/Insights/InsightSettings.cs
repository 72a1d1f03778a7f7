using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Insights;

/// <summary>Settings of the daily insights.</summary>
public sealed class InsightSettings
{
    /// <summary><c>AI_INSIGHTS_SCHEDULE_ENABLED</c>: whether insights are made daily; default true.</summary>
    [ConfigurationKeyName("AI_INSIGHTS_SCHEDULE_ENABLED")]
    public bool ScheduleEnabled { get; set; } = true;

    /// <summary><c>AI_INSIGHTS_SCHEDULE_HOUR</c>: the hour, UTC, from which a day's insights are made; 0–23, default 2.</summary>
    [ConfigurationKeyName("AI_INSIGHTS_SCHEDULE_HOUR")]
    [Range(0, 23, ErrorMessage = "AI_INSIGHTS_SCHEDULE_HOUR must be a whole number from 0 to 23.")]
    public int ScheduleHour { get; set; } = 2;
}

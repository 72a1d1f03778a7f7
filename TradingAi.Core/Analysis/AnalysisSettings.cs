using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Analysis;

/// <summary>Settings of the analysis.</summary>
public sealed class AnalysisSettings
{
    /// <summary><c>ANALYSIS_DEADLINE_SECONDS</c>: how long the parts of an analysis are waited for; 1–120, default 10.</summary>
    [ConfigurationKeyName("ANALYSIS_DEADLINE_SECONDS")]
    [Range(1, 120, ErrorMessage = "ANALYSIS_DEADLINE_SECONDS must be a whole number from 1 to 120.")]
    public int DeadlineSeconds { get; set; } = 10;

    /// <summary>The same as a time.</summary>
    internal TimeSpan Deadline => TimeSpan.FromSeconds(DeadlineSeconds);
}

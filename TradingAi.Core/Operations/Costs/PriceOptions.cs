using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What the vendors charge, in US dollars.</summary>
public sealed class PriceOptions
{
    private const decimal Million = 1_000_000;
    private const decimal HundredThousand = 100_000;

    /// <summary>A million tokens embedded. Default 0.12, that of <c>voyage-finance-2</c>.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_VOYAGE_PER_MILLION_TOKENS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_VOYAGE_PER_MILLION_TOKENS")]
    public decimal VoyagePerMillionTokens { get; set; } = 0.12m;

    /// <summary>A million prompt tokens of the model of chat and insights. Default 0.30, that of <c>gemini-2.5-flash</c>.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_GEMINI_INPUT_PER_MILLION_TOKENS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_GEMINI_INPUT_PER_MILLION_TOKENS")]
    public decimal GeminiInputPerMillionTokens { get; set; } = 0.30m;

    /// <summary>A million tokens written by the model of chat and insights, its thoughts included. Default 2.50.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_GEMINI_OUTPUT_PER_MILLION_TOKENS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_GEMINI_OUTPUT_PER_MILLION_TOKENS")]
    public decimal GeminiOutputPerMillionTokens { get; set; } = 2.50m;

    /// <summary>A million prompt tokens of the model of reports. Default 1.25, that of <c>gemini-2.5-pro</c>.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_GEMINI_REPORT_INPUT_PER_MILLION_TOKENS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_GEMINI_REPORT_INPUT_PER_MILLION_TOKENS")]
    public decimal GeminiReportInputPerMillionTokens { get; set; } = 1.25m;

    /// <summary>A million tokens written by the model of reports, its thoughts included. Default 10.00.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_GEMINI_REPORT_OUTPUT_PER_MILLION_TOKENS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_GEMINI_REPORT_OUTPUT_PER_MILLION_TOKENS")]
    public decimal GeminiReportOutputPerMillionTokens { get; set; } = 10.00m;

    /// <summary>A hundred thousand operations of the vector store, each upserted vector counted. Default 0.40.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "PRICE_UPSTASH_PER_100K_OPERATIONS must be an amount of 0 or more.")]
    [ConfigurationKeyName("PRICE_UPSTASH_PER_100K_OPERATIONS")]
    public decimal UpstashPer100KOperations { get; set; } = 0.40m;

    /// <summary>The model of chat and insights.</summary>
    [ConfigurationKeyName("GEMINI_MODEL")]
    public string ChatModel { get; set; } = "gemini-2.5-flash";

    /// <summary>The model of reports, charged by its own prices where it is another one.</summary>
    [ConfigurationKeyName("GEMINI_REPORT_MODEL")]
    public string ReportModel { get; set; } = "gemini-2.5-pro";

    /// <summary>What a call costs, unrounded.</summary>
    public decimal CostOf(VendorUsage usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return usage.Vendor switch
        {
            Vendor.Voyage => usage.InputTokens * VoyagePerMillionTokens / Million,
            Vendor.Upstash => usage.Operations * UpstashPer100KOperations / HundredThousand,
            Vendor.Gemini when usage.Model != ChatModel && usage.Model == ReportModel =>
                ((usage.InputTokens * GeminiReportInputPerMillionTokens) + (usage.OutputTokens * GeminiReportOutputPerMillionTokens)) / Million,
            Vendor.Gemini => ((usage.InputTokens * GeminiInputPerMillionTokens) + (usage.OutputTokens * GeminiOutputPerMillionTokens)) / Million,
            _ => 0,
        };
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Language.Gemini;

/// <summary>Settings of the language part. With a key it is Google Gemini, without one the embedded narrator.</summary>
public sealed class GeminiOptions
{
    /// <summary>Where Google serves the API.</summary>
    public const string DefaultAddress = "https://generativelanguage.googleapis.com";

    /// <summary><c>LANGUAGE_PROVIDER</c>: <c>embedded</c> or <c>cloud</c>; where it is not given the key decides.</summary>
    [ConfigurationKeyName("LANGUAGE_PROVIDER")]
    public string? Provider { get; set; }

    /// <summary><c>GEMINI_API_KEY</c>.</summary>
    [ConfigurationKeyName("GEMINI_API_KEY")]
    public string? ApiKey { get; set; }

    /// <summary><c>GEMINI_API_URL</c>: where the API is, without <c>/v1beta</c>; default <see cref="DefaultAddress"/>.</summary>
    [ConfigurationKeyName("GEMINI_API_URL")]
    public string? Address { get; set; }

    /// <summary><c>GEMINI_MODEL</c>: the fast model of chat and insights; default <c>gemini-2.5-flash</c>.</summary>
    [ConfigurationKeyName("GEMINI_MODEL")]
    public string Model { get; set; } = "gemini-2.5-flash";

    /// <summary><c>GEMINI_REPORT_MODEL</c>: the strong model of reports; default <c>gemini-2.5-pro</c>.</summary>
    [ConfigurationKeyName("GEMINI_REPORT_MODEL")]
    public string ReportModel { get; set; } = "gemini-2.5-pro";

    /// <summary><c>GEMINI_CONTEXT_TOKENS</c>: the most tokens a model takes as its prompt; default 1,048,576.</summary>
    [ConfigurationKeyName("GEMINI_CONTEXT_TOKENS")]
    [Range(256, 100_000_000, ErrorMessage = "GEMINI_CONTEXT_TOKENS must be a whole number of at least 256.")]
    public int ContextTokens { get; set; } = 1_048_576;

    /// <summary><c>GEMINI_MAX_OUTPUT_TOKENS</c>: the longest answer, thinking included; default 8,192.</summary>
    [ConfigurationKeyName("GEMINI_MAX_OUTPUT_TOKENS")]
    [Range(16, 1_000_000, ErrorMessage = "GEMINI_MAX_OUTPUT_TOKENS must be a whole number from 16 to 1,000,000.")]
    public int MaxOutputTokens { get; set; } = 8_192;

    /// <summary><c>GEMINI_HISTORY_TOKENS</c>: the most tokens of a session's earlier messages in a prompt; default 16,384.</summary>
    [ConfigurationKeyName("GEMINI_HISTORY_TOKENS")]
    [Range(0, 100_000_000, ErrorMessage = "GEMINI_HISTORY_TOKENS must be a whole number of at least 0.")]
    public int HistoryTokens { get; set; } = 16_384;

    /// <summary>
    /// <c>GEMINI_THINKING</c>: <c>off</c> (the default: thinking dominates the time to the first word), <c>auto</c> (as the model
    /// likes), or a number of tokens.
    /// </summary>
    [ConfigurationKeyName("GEMINI_THINKING")]
    [RegularExpression("(?i)off|auto|[0-9]{1,6}", ErrorMessage = "GEMINI_THINKING must be off, auto or a number of tokens.")]
    public string Thinking { get; set; } = "off";

    /// <summary><c>GEMINI_STREAM_STALL_SECONDS</c>: a stream that sends nothing for this long is cut; default 10.</summary>
    [ConfigurationKeyName("GEMINI_STREAM_STALL_SECONDS")]
    [Range(1, 600, ErrorMessage = "GEMINI_STREAM_STALL_SECONDS must be a whole number from 1 to 600.")]
    public int StreamStallSeconds { get; set; } = 10;

    /// <summary><c>GEMINI_ANSWER_SECONDS</c>: a streamed answer that lasts longer is cut; default 90.</summary>
    [ConfigurationKeyName("GEMINI_ANSWER_SECONDS")]
    [Range(1, 600, ErrorMessage = "GEMINI_ANSWER_SECONDS must be a whole number from 1 to 600.")]
    public int AnswerSeconds { get; set; } = 90;

    /// <summary>Who serves the part.</summary>
    public Provider Choice => ProviderChoice.Of(Provider, ("GEMINI_API_KEY", ApiKey));
}

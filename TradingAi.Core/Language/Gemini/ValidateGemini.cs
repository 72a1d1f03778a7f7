using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Language.Gemini;

/// <summary>Stops the start where the language part is configured by halves.</summary>
internal sealed class ValidateGemini : IValidateOptions<GeminiOptions>
{
    public ValidateOptionsResult Validate(string? name, GeminiOptions options)
    {
        List<string> problems = [.. ProviderChoice.Problems("LANGUAGE_PROVIDER", options.Provider, ("GEMINI_API_KEY", options.ApiKey))];
        if (string.IsNullOrWhiteSpace(options.Provider) && string.IsNullOrWhiteSpace(options.ApiKey) && !string.IsNullOrWhiteSpace(options.Address))
        {
            problems.Add("GEMINI_API_KEY is needed because GEMINI_API_URL is set.");
        }

        if (ProviderChoice.AddressProblem("GEMINI_API_URL", options.Address) is { } address)
        {
            problems.Add(address);
        }

        foreach (var (setting, model) in new[] { ("GEMINI_MODEL", options.Model), ("GEMINI_REPORT_MODEL", options.ReportModel) })
        {
            // The name stands in the path.
            if (string.IsNullOrEmpty(model) || !model.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            {
                problems.Add($"{setting} must be a model's name, such as gemini-2.5-flash.");
            }
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}

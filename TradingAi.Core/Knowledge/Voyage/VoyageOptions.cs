using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>Who embeds, and with which of Voyage's models.</summary>
public sealed class VoyageOptions
{
    private const string ProviderSetting = "EMBEDDINGS_PROVIDER";
    private const string KeySetting = "VOYAGER_API_KEY";
    private const string AddressSetting = "VOYAGER_API_URL";

    /// <summary><c>embedded</c> or <c>cloud</c>; empty takes cloud where a key is given.</summary>
    [ConfigurationKeyName(ProviderSetting)]
    public string? StatedProvider { get; set; }

    /// <summary>Voyage's API key.</summary>
    [ConfigurationKeyName(KeySetting)]
    public string? ApiKey { get; set; }

    /// <summary>The API's base address. Default <c>https://api.voyageai.com/v1</c>.</summary>
    [ConfigurationKeyName(AddressSetting)]
    public string Address { get; set; } = "https://api.voyageai.com/v1";

    /// <summary>The model. Default <c>voyage-finance-2</c>. Another one embeds every journal again.</summary>
    [Required(ErrorMessage = "VOYAGER_MODEL must name a model.")]
    [ConfigurationKeyName("VOYAGER_MODEL")]
    public string Model { get; set; } = "voyage-finance-2";

    /// <summary>The vectors' length, one that the model offers. Default 1,024.</summary>
    [Range(1, 65_536, ErrorMessage = "VOYAGER_DIMENSIONS must be 1–65536.")]
    [ConfigurationKeyName("VOYAGER_DIMENSIONS")]
    public int Dimensions { get; set; } = 1_024;

    /// <summary>The most texts of one request, 1–1,000. Default 128.</summary>
    [Range(1, 1_000, ErrorMessage = "VOYAGER_BATCH_TEXTS must be 1–1000.")]
    [ConfigurationKeyName("VOYAGER_BATCH_TEXTS")]
    public int BatchTexts { get; set; } = 128;

    /// <summary>The most tokens of one request. Default 120,000, what the API takes.</summary>
    [Range(100, 1_000_000, ErrorMessage = "VOYAGER_BATCH_TOKENS must be 100–1000000.")]
    [ConfigurationKeyName("VOYAGER_BATCH_TOKENS")]
    public int BatchTokens { get; set; } = 120_000;

    /// <summary>Who embeds.</summary>
    public Provider Provider => ProviderChoice.Of(StatedProvider, (KeySetting, ApiKey));

    /// <summary>Says what is wrong, a sentence a setting.</summary>
    internal sealed class Validation : IValidateOptions<VoyageOptions>
    {
        public ValidateOptionsResult Validate(string? name, VoyageOptions options)
        {
            List<string> problems = [.. ProviderChoice.Problems(ProviderSetting, options.StatedProvider, (KeySetting, options.ApiKey))];
            if (string.IsNullOrWhiteSpace(options.Address))
            {
                problems.Add($"{AddressSetting} must be an address such as https://api.voyageai.com/v1.");
            }
            else if (ProviderChoice.AddressProblem(AddressSetting, options.Address) is { } problem)
            {
                problems.Add(problem);
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}

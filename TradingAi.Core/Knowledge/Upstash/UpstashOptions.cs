using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>Who holds the vectors, and where Upstash Vector is.</summary>
public sealed class UpstashOptions
{
    /// <summary>The setting of the index's address.</summary>
    public const string AddressSetting = "UPSTASH_VECTOR_URL";

    private const string ProviderSetting = "VECTORS_PROVIDER";
    private const string TokenSetting = "UPSTASH_VECTOR_TOKEN";

    /// <summary><c>embedded</c> or <c>cloud</c>; empty takes cloud where an index is given.</summary>
    [ConfigurationKeyName(ProviderSetting)]
    public string? StatedProvider { get; set; }

    /// <summary>The index's address. It needs the embedding model's dimensions and cosine similarity.</summary>
    [ConfigurationKeyName(AddressSetting)]
    public string? Address { get; set; }

    /// <summary>The index's token.</summary>
    [ConfigurationKeyName(TokenSetting)]
    public string? Token { get; set; }

    /// <summary>Who holds the vectors.</summary>
    public Provider Provider => ProviderChoice.Of(StatedProvider, (AddressSetting, Address), (TokenSetting, Token));

    /// <summary>True where the index can be called, whoever holds the vectors now.</summary>
    public bool IsReachable => Uri.IsWellFormedUriString(Address, UriKind.Absolute) && !string.IsNullOrWhiteSpace(Token);

    /// <summary>Says what is wrong, a sentence a setting.</summary>
    internal sealed class Validation : IValidateOptions<UpstashOptions>
    {
        public ValidateOptionsResult Validate(string? name, UpstashOptions options)
        {
            List<string> problems =
            [
                .. ProviderChoice.Problems(ProviderSetting, options.StatedProvider, (AddressSetting, options.Address), (TokenSetting, options.Token)),
            ];
            if (ProviderChoice.AddressProblem(AddressSetting, options.Address) is { } problem)
            {
                problems.Add(problem);
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}

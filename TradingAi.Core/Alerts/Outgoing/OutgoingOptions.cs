using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>Settings of the outgoing webhook; without an address there is none.</summary>
public sealed class OutgoingOptions
{
    /// <summary>The setting of <see cref="Url"/>.</summary>
    public const string UrlSetting = "OUTGOING_WEBHOOK_URL";

    /// <summary>The setting of <see cref="Secrets"/>.</summary>
    public const string SecretsSetting = "OUTGOING_WEBHOOK_SECRETS";

    /// <summary>Where events go: https, or http on this machine. Empty: nowhere.</summary>
    [ConfigurationKeyName(UrlSetting)]
    public string Url { get; set; } = "";

    /// <summary>The secrets that sign events, comma-separated, each <c>whsec_</c> and base64; all of them sign, so that a receiver can change over.</summary>
    [ConfigurationKeyName(SecretsSetting)]
    public string Secrets { get; set; } = "";

    /// <summary>True where events are sent.</summary>
    public bool IsEnabled => !string.IsNullOrWhiteSpace(Url);
}

/// <summary>Stops the start where the outgoing webhook is configured by half, with a sentence for each setting that is missing or wrong.</summary>
internal sealed class ValidateOutgoing : IValidateOptions<OutgoingOptions>
{
    public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(OutgoingOptions options)
    {
        if (ProviderChoice.AddressProblem(OutgoingOptions.UrlSetting, options.Url) is { } problem)
        {
            yield return problem;
        }

        if (StandardWebhooks.TryCreate(options.Secrets) is not { } secrets)
        {
            yield return $"{OutgoingOptions.SecretsSetting} must be a comma-separated list of secrets, each whsec_ and base64.";
        }
        else if (options.IsEnabled != secrets.IsConfigured)
        {
            yield return options.IsEnabled
                ? $"{OutgoingOptions.SecretsSetting} is needed because {OutgoingOptions.UrlSetting} is set: a receiver must be able to tell who sent an event."
                : $"{OutgoingOptions.UrlSetting} is needed because {OutgoingOptions.SecretsSetting} is set.";
        }
    }
}

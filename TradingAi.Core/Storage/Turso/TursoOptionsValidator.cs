using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Stops the start where Turso is configured by half, with a sentence for each setting that is missing or wrong.</summary>
internal sealed class TursoOptionsValidator : IValidateOptions<TursoOptions>
{
    public ValidateOptionsResult Validate(string? name, TursoOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TursoOptions options)
    {
        var choice = ProviderChoice.Problems("STORAGE_PROVIDER", options.Provider, options.Needed);
        if (choice.Count > 0)
        {
            return choice;
        }

        return options.IsCloud ? ProblemsOfCloud(options)
            : options.HasPlatform && string.IsNullOrWhiteSpace(options.Provider)
                ? ["TURSO_SYSTEM_URL, TURSO_URL_TEMPLATE and TURSO_AUTH_TOKEN are needed because TURSO_PLATFORM_TOKEN is set."]
                : [];
    }

    private static IEnumerable<string> ProblemsOfCloud(TursoOptions options)
    {
        if (!options.UrlTemplate!.Contains(TursoOptions.UserPlaceholder, StringComparison.Ordinal))
        {
            yield return "TURSO_URL_TEMPLATE must hold {user}: without it all users would share one database.";
        }

        if (options.HasPlatform && string.IsNullOrWhiteSpace(options.Organization))
        {
            yield return "TURSO_ORGANIZATION is needed because TURSO_PLATFORM_TOKEN is set: databases are created in an organization.";
        }

        string?[] addresses =
        [
            TursoAddress.Problem("TURSO_SYSTEM_URL", options.SystemUrl!),
            TursoAddress.Problem("TURSO_URL_TEMPLATE", options.UrlOf(UserId.Parse("user"))),
            TursoAddress.Problem("TURSO_PLATFORM_URL", options.PlatformUrl),
        ];
        foreach (var problem in addresses.OfType<string>())
        {
            yield return problem;
        }
    }
}

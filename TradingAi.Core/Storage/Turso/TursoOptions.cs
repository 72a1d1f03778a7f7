using Microsoft.Extensions.Configuration;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Storage.Turso;

/// <summary>The databases in the cloud.</summary>
public sealed class TursoOptions
{
    /// <summary>What stands for the user in <see cref="UrlTemplate"/>.</summary>
    internal const string UserPlaceholder = "{user}";

    /// <summary>
    /// <c>embedded</c> or <c>cloud</c>. Default: cloud where a setting of Turso is given, else embedded.
    /// </summary>
    [ConfigurationKeyName("STORAGE_PROVIDER")]
    public string? Provider { get; set; }

    /// <summary>The system database: <c>libsql://…</c>, <c>https://…</c>, or <c>http://…</c> on this machine.</summary>
    [ConfigurationKeyName("TURSO_SYSTEM_URL")]
    public string? SystemUrl { get; set; }

    /// <summary>
    /// A user's database, with <c>{user}</c> for the user's key: 1–40 lower-case letters, digits and hyphens. Used for users
    /// that have no database yet; where a user's database is stands in the system database from then on.
    /// </summary>
    [ConfigurationKeyName("TURSO_URL_TEMPLATE")]
    public string? UrlTemplate { get; set; }

    /// <summary>The token that all these databases accept: a group token.</summary>
    [ConfigurationKeyName("TURSO_AUTH_TOKEN")]
    public string? AuthToken { get; set; }

    /// <summary>
    /// The token of the platform API, with which databases are created for new users and deleted with them. Without it, a
    /// user's database must exist before the user comes, and is emptied, not deleted, when the user is.
    /// </summary>
    [ConfigurationKeyName("TURSO_PLATFORM_TOKEN")]
    public string? PlatformToken { get; set; }

    /// <summary>The organization (or account) that the databases belong to; needed with <see cref="PlatformToken"/>.</summary>
    [ConfigurationKeyName("TURSO_ORGANIZATION")]
    public string? Organization { get; set; }

    /// <summary>The group that new databases join. Default <c>default</c>.</summary>
    [ConfigurationKeyName("TURSO_GROUP")]
    public string Group { get; set; } = "default";

    /// <summary>The platform API. Default <c>https://api.turso.tech</c>.</summary>
    [ConfigurationKeyName("TURSO_PLATFORM_URL")]
    public string PlatformUrl { get; set; } = "https://api.turso.tech";

    /// <summary>True where the databases are Turso's.</summary>
    public bool IsCloud => ProviderChoice.Of(Provider, Needed) == Operations.Providers.Provider.Cloud;

    /// <summary>The settings that the databases cannot be reached without.</summary>
    internal (string Name, string? Value)[] Needed =>
        [("TURSO_SYSTEM_URL", SystemUrl), ("TURSO_URL_TEMPLATE", UrlTemplate), ("TURSO_AUTH_TOKEN", AuthToken)];

    /// <summary>True where databases can be created and deleted.</summary>
    internal bool HasPlatform => !string.IsNullOrWhiteSpace(PlatformToken);

    /// <summary>The template's text for a user.</summary>
    internal string UrlOf(UserId user) => UrlTemplate!.Replace(UserPlaceholder, user.Key, StringComparison.Ordinal);
}

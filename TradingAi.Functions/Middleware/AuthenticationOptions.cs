using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TradingAi.Functions.Middleware;

/// <summary>How callers say who they are.</summary>
internal enum AuthenticationMode
{
    /// <summary>The header <c>X-User-Id</c>, believed: for one machine only.</summary>
    Local,

    /// <summary>Bearer tokens.</summary>
    Jwt,
}

/// <summary>The settings <c>AUTH_…</c>.</summary>
internal sealed class AuthenticationOptions
{
    /// <summary><c>AUTH_MODE</c>: <c>local</c> or <c>jwt</c>; the local host's default is <c>local</c>, elsewhere there is none.</summary>
    public string? Mode { get; set; }

    /// <summary><c>AUTH_JWKS_URL</c>: where the public keys (RSA, EC) are.</summary>
    public string? JwksUrl { get; set; }

    /// <summary><c>AUTH_JWT_SECRET</c>: the shared secret of HS256, 32 bytes of UTF-8 or more.</summary>
    public string? JwtSecret { get; set; }

    /// <summary><c>AUTH_ISSUER</c>: the <c>iss</c> that tokens must carry.</summary>
    public string? Issuer { get; set; }

    /// <summary><c>AUTH_AUDIENCE</c>: the <c>aud</c> that tokens must carry.</summary>
    public string? Audience { get; set; }

    /// <summary>The mode, once validated.</summary>
    public AuthenticationMode EffectiveMode => Mode == "jwt" ? AuthenticationMode.Jwt : AuthenticationMode.Local;
}

/// <summary>Reads the settings, and applies the local host's default.</summary>
internal sealed class ConfigureAuthentication(IConfiguration configuration) : IConfigureOptions<AuthenticationOptions>
{
    public void Configure(AuthenticationOptions options)
    {
        options.JwksUrl = Setting("AUTH_JWKS_URL");
        options.JwtSecret = Setting("AUTH_JWT_SECRET");
        options.Issuer = Setting("AUTH_ISSUER");
        options.Audience = Setting("AUTH_AUDIENCE");
        options.Mode = Setting("AUTH_MODE");
        if (options.Mode is null && IsLocalHost(configuration) && options is { JwksUrl: null, JwtSecret: null, Issuer: null, Audience: null })
        {
            options.Mode = "local";
        }
    }

    /// <summary>True under the embedded host of this repository.</summary>
    public static bool IsLocalHost(IConfiguration configuration) => configuration["FunctionsHost:Name"] == "Local";

    private string? Setting(string name) => configuration[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>Refuses a start with settings that would let the wrong people in, or nobody.</summary>
internal sealed class ValidateAuthentication(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<AuthenticationOptions>
{
    private const int MinSecretBytes = 32;

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options) =>
        (options.Mode switch
        {
            "local" => ValidateLocal(),
            "jwt" => ValidateJwt(options),
            null => "AUTH_MODE is not set: set AUTH_MODE=jwt with AUTH_ISSUER, AUTH_AUDIENCE and either AUTH_JWKS_URL or AUTH_JWT_SECRET.",
            _ => "AUTH_MODE must be local or jwt.",
        }) is { } failure
            ? ValidateOptionsResult.Fail(failure)
            : ValidateOptionsResult.Success;

    private string? ValidateLocal()
    {
        if (!environment.IsDevelopment())
        {
            return $"AUTH_MODE=local believes whatever a caller says and is for development on one machine only, and the environment is {environment.EnvironmentName}; set AUTH_MODE=jwt.";
        }

        return configuration["FunctionsHost:Host"] is { Length: > 0 } host && !LoopbackCheck.IsLoopbackHost(host)
            ? $"AUTH_MODE=local is for loopback addresses only, and --host is {host}; set AUTH_MODE=jwt to listen there."
            : null;
    }

    private static string? ValidateJwt(AuthenticationOptions options)
    {
        if (options.Issuer is null)
        {
            return "AUTH_MODE=jwt needs AUTH_ISSUER, the issuer that tokens must name.";
        }

        if (options.Audience is null)
        {
            return "AUTH_MODE=jwt needs AUTH_AUDIENCE, the audience that tokens must name.";
        }

        return (options.JwksUrl, options.JwtSecret) switch
        {
            (null, null) => "AUTH_MODE=jwt needs AUTH_JWKS_URL (public keys) or AUTH_JWT_SECRET (HS256).",
            ({ }, { }) => "AUTH_JWKS_URL and AUTH_JWT_SECRET are both set; tokens are signed in one way, so set one of them.",
            (null, { } secret) when System.Text.Encoding.UTF8.GetByteCount(secret) < MinSecretBytes =>
                $"AUTH_JWT_SECRET must have at least {MinSecretBytes} bytes.",
            ({ } url, null) when !IsSafeUrl(url) => "AUTH_JWKS_URL must be an https address, or http on this machine.",
            _ => null,
        };
    }

    private static bool IsSafeUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}

/// <summary>Tells this machine from others.</summary>
internal static class LoopbackCheck
{
    /// <summary>True for <c>localhost</c> and loopback addresses, with or without brackets.</summary>
    public static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLoopback(address));

    /// <summary>True for a loopback address, also one of IPv4 inside IPv6.</summary>
    public static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}

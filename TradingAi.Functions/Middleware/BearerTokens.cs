using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>Checks bearer tokens (RFC 6750, RFC 7519): algorithm, signature, issuer, audience and times.</summary>
internal sealed class BearerTokens(IOptions<AuthenticationOptions> options, SigningKeys signingKeys, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromSeconds(60);

    // The kind of key decides the algorithms: a public key is never taken for a shared secret, and "none" is none of them.
    private static readonly string[] s_asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>The <c>sub</c> of the request's token.</summary>
    /// <exception cref="EdgeException">401: there is no token, or not a valid one.</exception>
    public async Task<string> SubjectOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new EdgeException(ErrorCode.Unauthorized, "Send a bearer token in the Authorization header.");
        }

        var token = header[Scheme.Length..].Trim();
        if (!_handler.CanReadToken(token))
        {
            throw Refused();
        }

        var result = await _handler.ValidateTokenAsync(token, await ParametersForAsync(token, cancellationToken));
        return result.IsValid && result.SecurityToken is JsonWebToken { Subject: { Length: > 0 } subject } ? subject : throw Refused();
    }

    private async Task<TokenValidationParameters> ParametersForAsync(string token, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = true,
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires > (clock.GetUtcNow() - s_clockSkew).UtcDateTime
                && (notBefore is null || notBefore < (clock.GetUtcNow() + s_clockSkew).UtcDateTime),
        };
        if (settings.JwtSecret is { } secret)
        {
            parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            parameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
        }
        else
        {
            parameters.ValidAlgorithms = s_asymmetric;
            parameters.IssuerSigningKeys = await signingKeys.ForAsync(KeyIdOf(token), cancellationToken);
        }

        return parameters;
    }

    private string? KeyIdOf(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token).Kid;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            throw Refused();
        }
    }

    private static EdgeException Refused() => new(ErrorCode.Unauthorized, "The bearer token is not valid.");
}

using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

/// <summary>Makes bearer tokens, good and bad.</summary>
internal static class Tokens
{
    public const string Issuer = "https://journal.example";
    public const string Audience = "tradingai";

    public static string Make(
        SigningCredentials key, string? issuer = Issuer, string? audience = Audience, string? subject = "ann", DateTime? expires = null) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = subject is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["sub"] = subject },
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = expires ?? DateTime.UtcNow.AddHours(1),
            SigningCredentials = key,
        });

    public static SigningCredentials Hs256(string secret) => new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256);

    /// <summary>A token's claims without a signature, under <c>"alg":"none"</c>.</summary>
    public static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    /// <summary>A token with another subject under the old signature.</summary>
    public static string Forged(string token, string subject)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("\"ann\"", $"\"{subject}\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}

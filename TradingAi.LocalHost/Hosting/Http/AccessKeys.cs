using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>Checks the key of a request, sent as <c>x-functions-key</c> or <c>?code=</c>, against those of <see cref="FunctionsHostOptions"/>.</summary>
internal sealed class AccessKeys(IOptions<FunctionsHostOptions> options)
{
    private readonly byte[][] _functionKeys = Hashes(options.Value.FunctionKeys?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
    private readonly byte[][] _adminKeys = Hashes(options.Value.AdminKey is { Length: > 0 } key ? [key] : []);

    /// <summary>Whether the request may run a function of this level. A level whose keys are not configured is open, that of the admin to this machine only.</summary>
    public bool Accept(AuthorizationLevel level, HttpContext http) => level switch
    {
        AuthorizationLevel.Anonymous or AuthorizationLevel.User => true,
        AuthorizationLevel.Function => _functionKeys.Length == 0 || Matches(http, [.. _functionKeys, .. _adminKeys]),
        _ => _adminKeys.Length == 0 ? IsLocal(http) : Matches(http, _adminKeys),
    };

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    // Hashes of equal length are compared in constant time, all of them, so that the time taken tells nothing about a key.
    private static bool Matches(HttpContext http, byte[][] accepted)
    {
        string given = http.Request.Headers["x-functions-key"].FirstOrDefault() ?? http.Request.Query["code"].FirstOrDefault() ?? "";
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        bool matches = false;
        foreach (byte[] key in accepted)
        {
            matches |= CryptographicOperations.FixedTimeEquals(hash, key);
        }

        return matches;
    }

    private static byte[][] Hashes(IEnumerable<string> keys) => [.. keys.Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];
}

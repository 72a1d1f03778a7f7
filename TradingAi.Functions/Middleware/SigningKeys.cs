using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Middleware;

/// <summary>
/// The public keys behind <c>AUTH_JWKS_URL</c>: fetched when first needed, again when they are old, and at once when a
/// token names a key that is not among them, but then not more often than every <see cref="s_minimumInterval"/>, so that
/// made-up key ids cannot be used to flood the issuer.
/// </summary>
internal sealed class SigningKeys(
    IOptions<AuthenticationOptions> options, IHttpClientFactory clients, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    /// <summary>The name of the HTTP client that fetches the keys.</summary>
    public const string ClientName = "jwks";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_minimumInterval = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<SecurityKey> _keys = [];
    private DateTimeOffset? _attemptedAt;
    private DateTimeOffset? _fetchedAt;

    /// <summary>The keys, among which the one of this id is if the issuer has it.</summary>
    /// <param name="keyId">The <c>kid</c> of the token; null where it names none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageUnavailableException">No key has been fetched yet and the issuer does not answer.</exception>
    public async Task<IReadOnlyList<SecurityKey>> ForAsync(string? keyId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            var old = _fetchedAt is not { } fetched || now - fetched > s_lifetime;
            var unknown = keyId is not null && !_keys.Any(k => k.KeyId == keyId);
            if ((old || unknown) && (_attemptedAt is not { } attempted || now - attempted >= s_minimumInterval))
            {
                _attemptedAt = now;
                await FetchAsync(now, cancellationToken);
            }

            return _fetchedAt is null
                ? throw new StorageUnavailableException("Tokens cannot be checked just now: the issuer's keys are out of reach.")
                : _keys;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            var document = await client.GetStringAsync(new Uri(options.Value.JwksUrl!), cancellationToken);
            _keys = [.. new JsonWebKeySet(document).GetSigningKeys().Where(IsPublicKey)];
            _fetchedAt = now;
        }
        catch (Exception exception) when (exception is HttpRequestException or ArgumentException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The keys that we have keep serving.
            Log.SigningKeysNotFetched(logger, exception);
        }
    }

    private static bool IsPublicKey(SecurityKey key) =>
        key is RsaSecurityKey or ECDsaSecurityKey or X509SecurityKey || (key is JsonWebKey { Kty: "RSA" or "EC" });
}

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class KeySetTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly RSA _first = RSA.Create(2048);
    private readonly RSA _second = RSA.Create(2048);
    private WebApplication _issuer = null!;
    private RealApp _app = null!;

    // What the issuer publishes; null where it is down.
    private JsonObject? _published;
    private int _fetches;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _issuer = builder.Build();
        _issuer.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _fetches);
            return _published is { } keys ? Results.Text(keys.ToJsonString(), "application/json") : Results.StatusCode(500);
        });
        await _issuer.StartAsync(CancellationToken.None);
        _app = await RealApp.StartAsync(
            new()
            {
                ["AUTH_MODE"] = "jwt",
                ["AUTH_JWKS_URL"] = $"{_issuer.Urls.Single()}/keys",
                ["AUTH_ISSUER"] = Tokens.Issuer,
                ["AUTH_AUDIENCE"] = Tokens.Audience,
            },
            environment: "Production",
            configure: services => services.AddSingleton<TimeProvider>(_time));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _issuer.DisposeAsync();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task A_new_key_is_found_and_a_withdrawn_one_refused()
    {
        _published = KeySet(("one", _first));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Signed("one", _first)));

        // The issuer rotates: a token under a key not seen before makes us look again, but not at once.
        _published = KeySet(("two", _second));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Signed("two", _second)));
        Assert.Equal(1, _fetches);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Signed("two", _second)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Signed("one", _first)));
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task The_keys_we_have_keep_serving_while_the_issuer_is_down_and_without_any_nobody_is_let_in()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(Signed("one", _first)));
        _published = KeySet(("one", _first));
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Signed("one", _first)));

        _published = null;
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Signed("one", _first)));
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret_and_a_key_id_is_no_signature()
    {
        _published = KeySet(("one", _first));
        var asSecret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(_first.ExportSubjectPublicKeyInfoPem())) { KeyId = "one" };
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Tokens.Make(new SigningCredentials(asSecret, SecurityAlgorithms.HmacSha256))));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Signed("one", _second)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(Tokens.Unsigned(Signed("one", _first))));
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var client = _app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync("journal/status")).StatusCode;
    }

    private static string Signed(string keyId, RSA key) =>
        Tokens.Make(new SigningCredentials(new RsaSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.RsaSha256));

    private static JsonObject KeySet(params (string Id, RSA Key)[] keys) => new()
    {
        ["keys"] = new JsonArray([.. keys.Select(key =>
        {
            var values = key.Key.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = key.Id,
                ["n"] = Base64UrlEncoder.Encode(values.Modulus),
                ["e"] = Base64UrlEncoder.Encode(values.Exponent),
            };
        })]),
    };
}

using System.Net;
using System.Net.Http.Headers;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class SharedSecretTests : IAsyncLifetime
{
    private const string Secret = "a secret of the tests, of 32 bytes or more";

    private RealApp _app = null!;

    public static TheoryData<string> BadTokens { get; } = new(
        "",
        "not a token",
        "a.b.c",
        Tokens.Make(Tokens.Hs256(Secret), expires: DateTime.UtcNow.AddMinutes(-5)),
        Tokens.Make(Tokens.Hs256(Secret), issuer: "https://someone.example"),
        Tokens.Make(Tokens.Hs256(Secret), issuer: null),
        Tokens.Make(Tokens.Hs256(Secret), audience: "another service"),
        Tokens.Make(Tokens.Hs256(Secret), audience: null),
        Tokens.Make(Tokens.Hs256(Secret), subject: null),
        Tokens.Make(Tokens.Hs256("another secret, also of 32 bytes or more")),
        Tokens.Unsigned(Tokens.Make(Tokens.Hs256(Secret))),
        Tokens.Forged(Tokens.Make(Tokens.Hs256(Secret)), "bob"));

    public async ValueTask InitializeAsync() => _app = await RealApp.StartAsync(
        new()
        {
            ["AUTH_MODE"] = "jwt",
            ["AUTH_JWT_SECRET"] = Secret,
            ["AUTH_ISSUER"] = Tokens.Issuer,
            ["AUTH_AUDIENCE"] = Tokens.Audience,
        },
        environment: "Production");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_user_is_the_subject_of_the_token_whatever_a_header_says()
    {
        using var ann = Client(Tokens.Make(Tokens.Hs256(Secret)));
        await ann.ImportAsync(Api.Journal(Api.Stock(1)));
        using var bob = Client(Tokens.Make(Tokens.Hs256(Secret), subject: "bob"));
        bob.DefaultRequestHeaders.Add("X-User-Id", "ann");
        Assert.Equal(1, (int)(await ann.GetDataAsync("journal/status"))["entities"]!);
        Assert.Equal(0, (int)(await bob.GetDataAsync("journal/status"))["entities"]!);
    }

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_token_that_proves_nothing_is_refused(string token)
    {
        using var client = Client(token);
        using var response = await client.GetAsync("journal/status");
        Assert.Equal("unauthorized", (string?)(await response.ProblemAsync(401))["error"]);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Without_a_token_health_alone_answers()
    {
        using var client = _app.CreateClient("ann");
        await (await client.GetAsync("journal/status")).ProblemAsync(401);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).StatusCode);
    }

    private HttpClient Client(string token)
    {
        var client = _app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

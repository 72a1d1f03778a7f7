namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class AuthenticationStartTests
{
    private const string Secret = "a secret of the tests, of 32 bytes or more";

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "Production", "", "AUTH_MODE=jwt" },
        { "Production", "AUTH_MODE=local", "the environment is Production" },
        { "Staging", "AUTH_MODE=local", "the environment is Staging" },
        { "Development", "FunctionsHost:Host=0.0.0.0", "--host is 0.0.0.0" },
        { "Development", "FunctionsHost:Host=*", "--host is *" },
        { "Development", "AUTH_MODE=none", "AUTH_MODE must be local or jwt" },
        { "Development", $"AUTH_JWT_SECRET={Secret}", "AUTH_MODE is not set" },
        { "Development", "AUTH_MODE=jwt", "AUTH_ISSUER" },
        { "Development", "AUTH_MODE=jwt;AUTH_ISSUER=i", "AUTH_AUDIENCE" },
        { "Development", "AUTH_MODE=jwt;AUTH_ISSUER=i;AUTH_AUDIENCE=a", "AUTH_JWKS_URL" },
        { "Development", "AUTH_MODE=jwt;AUTH_ISSUER=i;AUTH_AUDIENCE=a;AUTH_JWT_SECRET=short", "32 bytes" },
        { "Development", "AUTH_MODE=jwt;AUTH_ISSUER=i;AUTH_AUDIENCE=a;AUTH_JWKS_URL=http://issuer.example/keys", "https" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_start_that_would_let_in_the_wrong_people_is_refused_by_the_settings_name(string environment, string settings, string sentence)
    {
        var values = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1]);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => RealApp.StartAsync(values, environment));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.Message, StringComparison.Ordinal);
    }
}

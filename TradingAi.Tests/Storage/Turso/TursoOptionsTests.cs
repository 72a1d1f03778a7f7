using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TradingAi.Core.Storage;
using TradingAi.Core.Storage.Turso;

namespace TradingAi.Tests.Storage.Turso;

public sealed class TursoOptionsTests
{
    private static readonly (string Key, string Value)[] s_complete =
    [
        ("TURSO_SYSTEM_URL", "libsql://tradingai-system-acme.turso.io"),
        ("TURSO_URL_TEMPLATE", "https://tradingai-{user}-acme.turso.io"),
        ("TURSO_AUTH_TOKEN", "secret-token"),
    ];

    [Theory]
    [InlineData(null, false)]
    [InlineData("embedded", false)]
    [InlineData("Embedded", false)]
    public void Without_settings_the_databases_are_files(string? provider, bool expected) => Assert.Equal(expected, Read(With(provider, [])).IsCloud);

    [Theory]
    [InlineData(null, true)]
    [InlineData("cloud", true)]
    [InlineData("CLOUD", true)]
    [InlineData("embedded", false)]
    public void With_settings_they_are_Tursos_unless_said_otherwise(string? provider, bool expected) =>
        Assert.Equal(expected, Read(With(provider, s_complete)).IsCloud);

    [Theory]
    [InlineData("TURSO_SYSTEM_URL")]
    [InlineData("TURSO_URL_TEMPLATE")]
    [InlineData("TURSO_AUTH_TOKEN")]
    public void A_setting_that_is_missing_stops_the_start_by_name(string missing)
    {
        (string, string)[] settings = [.. s_complete.Where(setting => setting.Key != missing)];
        Assert.Contains(missing, Refusal(settings));
        Assert.Contains(missing, Refusal([("STORAGE_PROVIDER", "cloud"), .. settings]));
    }

    [Theory]
    [InlineData("STORAGE_PROVIDER", "turso")]
    [InlineData("TURSO_SYSTEM_URL", "http://db.example.com")]
    [InlineData("TURSO_SYSTEM_URL", "no address")]
    [InlineData("TURSO_URL_TEMPLATE", "https://tradingai-acme.turso.io")]
    [InlineData("TURSO_URL_TEMPLATE", "http://tradingai-{user}.example.com")]
    public void A_setting_that_cannot_be_right_stops_the_start_by_name(string name, string value)
    {
        var message = Refusal([.. s_complete.Where(setting => setting.Key != name), (name, value)]);
        Assert.Contains(name, message);
        Assert.DoesNotContain("secret-token", message);
    }

    [Fact]
    public void A_platform_token_needs_an_organization_and_databases() => Assert.Multiple(
        () => Assert.Contains("TURSO_ORGANIZATION", Refusal([.. s_complete, ("TURSO_PLATFORM_TOKEN", "p")])),
        () => Assert.Contains("TURSO_SYSTEM_URL", Refusal([("TURSO_PLATFORM_TOKEN", "p")])),
        () => Assert.True(Read([.. s_complete, ("TURSO_PLATFORM_TOKEN", "p"), ("TURSO_ORGANIZATION", "acme")]).IsCloud));

    [Fact]
    public void Clear_text_is_for_this_machine() => Assert.True(
        Read([("TURSO_SYSTEM_URL", "http://127.0.0.1:7080/turso/system"), ("TURSO_URL_TEMPLATE", "http://localhost:7080/turso/{user}"), ("TURSO_AUTH_TOKEN", "local")]).IsCloud);

    private static (string, string)[] With(string? provider, (string, string)[] settings) =>
        provider is null ? settings : [("STORAGE_PROVIDER", provider), .. settings];

    private static TursoOptions Read((string, string)[] settings)
    {
        using var services = StorageFixture.Build("unused", settings);
        return services.GetRequiredService<IOptions<TursoOptions>>().Value;
    }

    private static string Refusal((string, string)[] settings)
    {
        using var services = StorageFixture.Build("unused", settings);
        return Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IUserDatabases>()).Message;
    }
}

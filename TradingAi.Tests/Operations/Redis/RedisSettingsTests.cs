using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Cache;
using TradingAi.Core.Operations.Redis;

namespace TradingAi.Tests.Operations.Redis;

public sealed class RedisSettingsTests
{
    [Fact]
    public void An_address_of_upstash_is_read_with_tls()
    {
        Assert.True(RedisAddress.TryParse("rediss://default:p%40ss:word@eu1-x.upstash.io:6380", out var options));

        Assert.True(options.Ssl);
        Assert.Equal(("default", "p@ss:word"), (options.User, options.Password));
        Assert.Equal("eu1-x.upstash.io:6380", Assert.Single(options.EndPoints).ToString()!.Replace("Unspecified/", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Port_database_and_credentials_may_be_left_out()
    {
        Assert.True(RedisAddress.TryParse("redis://localhost", out var bare));
        Assert.True(RedisAddress.TryParse("redis://:secret@localhost:6390/3", out var full));

        Assert.False(bare.Ssl);
        Assert.Null(bare.Password);
        Assert.EndsWith(":6379", Assert.Single(bare.EndPoints).ToString(), StringComparison.Ordinal);
        Assert.Equal((null, "secret", 3), (full.User, full.Password, full.DefaultDatabase));
    }

    [Fact]
    public void A_configuration_of_stackexchange_redis_is_read()
    {
        Assert.True(RedisAddress.TryParse("one:6379,two:6380,password=secret,ssl=true", out var options));

        Assert.Equal(2, options.EndPoints.Count);
        Assert.Equal(("secret", true), (options.Password, options.Ssl));
    }

    [Theory]
    [InlineData("http://localhost:6379")]
    [InlineData("redis://")]
    [InlineData("redis://localhost/journal")]
    [InlineData("localhost:6379,surprise=1")]
    [InlineData("password=secret")]
    public void Anything_else_stops_the_start_naming_the_setting_and_no_secret(string connection)
    {
        var refused = Refused(("REDIS_CONNECTION", connection));

        Assert.Contains("REDIS_CONNECTION must be", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cloud_cache_without_redis_stops_the_start() =>
        Assert.Contains("REDIS_CONNECTION is needed because CACHE_PROVIDER is cloud.", Refused(("CACHE_PROVIDER", "cloud")), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_provider_stops_the_start() =>
        Assert.Contains("CACHE_PROVIDER must be embedded or cloud.", Refused(("CACHE_PROVIDER", "redis")), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "localhost:6379", true)]
    [InlineData("embedded", "localhost:6379", false)]
    [InlineData("Cloud", "localhost:6379", true)]
    public void Redis_is_used_where_it_is_given_unless_the_provider_says_otherwise(string? provider, string? connection, bool used)
    {
        using var services = OperationsHarness.Create(TimeProvider.System, ("CACHE_PROVIDER", provider), ("REDIS_CONNECTION", connection));

        Assert.Equal(used, services.GetRequiredService<IOptions<CacheOptions>>().Value.UsesRedis);
    }

    private static string Refused(params (string, string?)[] settings)
    {
        using var services = OperationsHarness.Create(TimeProvider.System, settings);
        return Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CacheOptions>>().Value).Message;
    }
}

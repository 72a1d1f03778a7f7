using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Providers;
using TradingAi.Core.Operations.Redis;

namespace TradingAi.Core.Operations.Cache;

/// <summary>Where answers are cached, and what quotas, limits and budgets are held in.</summary>
public sealed class CacheOptions
{
    /// <summary><c>embedded</c> or <c>cloud</c>; left out: cloud where <see cref="RedisConnection"/> is given.</summary>
    [ConfigurationKeyName("CACHE_PROVIDER")]
    public string? Provider { get; set; }

    /// <summary>
    /// Redis: a StackExchange.Redis configuration such as <c>host:6379,password=…</c>, or an address such as
    /// <c>rediss://user:password@host:6379</c>, where <c>rediss</c> is TLS.
    /// </summary>
    [ConfigurationKeyName("REDIS_CONNECTION")]
    public string? RedisConnection { get; set; }

    /// <summary>How long a command of Redis is waited for, in milliseconds, before its caller does without. Default 500.</summary>
    [Range(10, 60_000, ErrorMessage = "REDIS_TIMEOUT_MILLISECONDS must be a whole number from 10 to 60,000.")]
    [ConfigurationKeyName("REDIS_TIMEOUT_MILLISECONDS")]
    public int RedisTimeoutMilliseconds { get; set; } = 500;

    /// <summary>How much the cache may hold in memory, in megabytes. Default 100.</summary>
    [Range(1, 10_000, ErrorMessage = "CACHE_MEMORY_MEGABYTES must be a whole number from 1 to 10,000.")]
    [ConfigurationKeyName("CACHE_MEMORY_MEGABYTES")]
    public int MemoryMegabytes { get; set; } = 100;

    /// <summary>True where Redis is used.</summary>
    public bool UsesRedis => ProviderChoice.Of(Provider, (RedisSetting, RedisConnection)) == Providers.Provider.Cloud;

    internal const string ProviderSetting = "CACHE_PROVIDER";
    internal const string RedisSetting = "REDIS_CONNECTION";
}

/// <summary>Refuses a start with a half-configured cache.</summary>
internal sealed class ValidateCacheOptions : IValidateOptions<CacheOptions>
{
    public ValidateOptionsResult Validate(string? name, CacheOptions options)
    {
        var problems = ProviderChoice.Problems(CacheOptions.ProviderSetting, options.Provider, (CacheOptions.RedisSetting, options.RedisConnection)).ToList();
        if (problems.Count == 0 && options.UsesRedis && !RedisAddress.TryParse(options.RedisConnection, out _))
        {
            problems.Add($"{CacheOptions.RedisSetting} must be a configuration such as host:6379,password=… or an address such as rediss://user:password@host:6379.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}

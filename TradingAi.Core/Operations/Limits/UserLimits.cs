using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations.Limits;

/// <summary>What is limited by user.</summary>
public enum LimitedUse
{
    /// <summary>A chat question.</summary>
    Chat,

    /// <summary>An insight that is made.</summary>
    Insights,

    /// <summary>A report that is made.</summary>
    Reports,

    /// <summary>A search.</summary>
    Search,

    /// <summary>An import.</summary>
    Imports,
}

/// <summary>Holds each user to <see cref="UserLimitOptions"/>; over all instances where Redis is configured.</summary>
public sealed class UserLimits(IOptions<UserLimitOptions> options, IQuotaStore store)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Counts one use.</summary>
    /// <returns>Null where it is within the limit; else how long until the next one is, and nothing was counted.</returns>
    public async ValueTask<TimeSpan?> CountAsync(UserId user, LimitedUse use, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var limit = LimitOf(use);
        if (limit.IsUnlimited)
        {
            return null;
        }

        var key = $"user:{user.Key}:{use.ToString().ToLowerInvariant()}";
        var answer = await store.TryTakeAsync(key, limit, 0, cancellationToken);
        if (answer.LeaseId is not { } lease)
        {
            return answer.Wait;
        }

        await store.SettleAsync(key, limit, lease, 0, cancellationToken);
        return null;
    }

    private QuotaLimit LimitOf(LimitedUse use) => use switch
    {
        LimitedUse.Chat => new(options.Value.ChatPerMinute, 0, s_minute),
        LimitedUse.Insights => new(options.Value.InsightsPerHour, 0, s_hour),
        LimitedUse.Reports => new(options.Value.ReportsPerHour, 0, s_hour),
        LimitedUse.Search => new(options.Value.SearchPerMinute, 0, s_minute),
        _ => new(options.Value.ImportsPerHour, 0, s_hour),
    };
}

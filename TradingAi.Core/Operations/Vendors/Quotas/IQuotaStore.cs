namespace TradingAi.Core.Operations.Vendors.Quotas;

/// <summary>What may be taken within any window of a length.</summary>
/// <param name="Requests">Requests; 0 for no limit.</param>
/// <param name="Tokens">Tokens; 0 for no limit.</param>
/// <param name="Window">The window's length.</param>
public sealed record QuotaLimit(long Requests, long Tokens, TimeSpan Window)
{
    /// <summary>True where nothing is limited.</summary>
    public bool IsUnlimited => Requests <= 0 && Tokens <= 0;

    /// <summary>What work that nobody waits for may take of it: 97 % of the tokens, and of the requests all but every fiftieth.</summary>
    public QuotaLimit ForBackground() => this with { Requests = Requests - (Requests / 50), Tokens = Tokens * 97 / 100 };
}

/// <summary>What came of an attempt to take.</summary>
/// <param name="LeaseId">What was taken; null where nothing was.</param>
/// <param name="Wait">Where nothing was taken: how long until it is worth trying again, more than zero.</param>
public readonly record struct QuotaAnswer(string? LeaseId, TimeSpan Wait);

/// <summary>
/// Counts what was taken within a sliding window, exactly. What is taken counts from its taking until one window after it was
/// settled: whoever counts on the other side of a network sees a request somewhere in between, and never more than the limit
/// in any window of their own.
/// </summary>
public interface IQuotaStore
{
    /// <summary>Takes one request and some tokens if the limit allows.</summary>
    /// <param name="key">What is limited, such as <c>vendor:voyage</c>.</param>
    /// <param name="limit">How much.</param>
    /// <param name="tokens">Tokens, 0 or more. More than the whole limit is taken once nothing else is held.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<QuotaAnswer> TryTakeAsync(string key, QuotaLimit limit, long tokens, CancellationToken cancellationToken);

    /// <summary>Says that what was taken is used, and how many tokens it was; it leaves the count one window later.</summary>
    ValueTask SettleAsync(string key, QuotaLimit limit, string leaseId, long tokens, CancellationToken cancellationToken);
}

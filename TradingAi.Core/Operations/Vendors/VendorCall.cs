using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>
/// What a vendor's pipeline must know of one call, and what it learns: handed over as the request's property
/// <see cref="PropertyName"/> (<c>[Property(VendorCall.PropertyName)]</c> of a Refit method).
/// </summary>
public sealed class VendorCall
{
    /// <summary>The name of the request's property.</summary>
    public const string PropertyName = "tradingai.vendor-call";

    internal static readonly HttpRequestOptionsKey<VendorCall> Key = new(PropertyName);

    /// <summary>What is called, for logs and metrics, such as <c>query</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Whose request it is; null for none of a user's.</summary>
    public UserId? User { get; init; }

    /// <summary>
    /// False where a request that may have been executed must not be sent again. A refusal before execution (429, 503, no
    /// connection) is retried even so.
    /// </summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>
    /// How long all attempts may take together, waiting for quota included; null takes the vendor's own limit. Somebody who waits
    /// for an answer is better served by a quick refusal than by a late success.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How long one attempt may take; null takes the vendor's own share of <see cref="Patience"/>'s default.</summary>
    public TimeSpan? AttemptTime { get; init; }

    /// <summary>True where nobody waits for the answer: the last few hundredths of the vendor's quota stay for those who do.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Tokens the call will count for in the vendor's quota, not fewer than it really will.</summary>
    public long EstimatedTokens { get; init; }

    /// <summary>True where the body is read as it arrives: nothing is retried once its head is here.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>What the quota holds for the last attempt.</summary>
    internal QuotaLease? Lease { get; set; }

    /// <summary>Tells the quota what the call really took.</summary>
    /// <param name="tokens">Tokens, as the vendor counted them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ValueTask SettleAsync(long tokens, CancellationToken cancellationToken) =>
        Lease is { } lease ? lease.SettleAsync(tokens, cancellationToken) : ValueTask.CompletedTask;
}

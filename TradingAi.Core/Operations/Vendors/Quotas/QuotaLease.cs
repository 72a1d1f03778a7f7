namespace TradingAi.Core.Operations.Vendors.Quotas;

/// <summary>What one attempt of a call holds of a vendor's quota.</summary>
internal sealed class QuotaLease(IQuotaStore store, string key, QuotaLimit limit, string id)
{
    /// <summary>Says what the attempt took; may be said again once more is known.</summary>
    public ValueTask SettleAsync(long tokens, CancellationToken cancellationToken) => store.SettleAsync(key, limit, id, tokens, cancellationToken);
}

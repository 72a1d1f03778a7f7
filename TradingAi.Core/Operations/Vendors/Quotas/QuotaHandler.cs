namespace TradingAi.Core.Operations.Vendors.Quotas;

/// <summary>
/// Holds back each attempt until the vendor's quota allows it. An attempt that would have to wait longer than its call has
/// patience for is refused at once.
/// </summary>
internal sealed class QuotaHandler(Vendor vendor, QuotaLimit limit, IQuotaStore store, TimeProvider time) : DelegatingHandler
{
    // Somebody waits for most calls: they are better served without the vendor than late.
    private static readonly TimeSpan s_usualPatience = TimeSpan.FromSeconds(2);

    private readonly string _key = "vendor:" + vendor.ToString().ToLowerInvariant();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (limit.IsUnlimited || !request.Options.TryGetValue(VendorCall.Key, out var call))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        call.Lease = await TakeAsync(call, cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // The request is at the vendor, or lost: it counts whole until the call says what it really took.
            await call.Lease.SettleAsync(call.EstimatedTokens, CancellationToken.None);
        }
    }

    private async Task<QuotaLease> TakeAsync(VendorCall call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var allowed = call.IsBackground ? limit.ForBackground() : limit;
        var patience = call.Patience ?? s_usualPatience;
        while (true)
        {
            var answer = await store.TryTakeAsync(_key, allowed, call.EstimatedTokens, cancellationToken);
            if (answer.LeaseId is { } lease)
            {
                return new QuotaLease(store, _key, limit, lease);
            }

            if (time.GetElapsedTime(started) + answer.Wait > patience)
            {
                throw new VendorException(
                    vendor, VendorFailure.RateLimited, $"{vendor}'s configured quota is used up for the next {answer.Wait.TotalSeconds:0.#} seconds.")
                {
                    RetryAfter = answer.Wait,
                };
            }

            await Task.Delay(answer.Wait, time, cancellationToken);
        }
    }
}

using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Cache;

/// <summary>The cache saves work: whatever ails it, the work itself is done.</summary>
internal static class CacheGuard
{
    /// <summary>
    /// What the cache holds, or else what is made. What goes wrong in the making is thrown as it is; where the cache fails, or another
    /// caller's cancellation ends a look-up that was shared with it, it is made without the cache.
    /// </summary>
    public static async Task<T> GetOrMakeAsync<T>(
        this HybridCache cache, string key, Func<CancellationToken, ValueTask<T>> make, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        Exception? unmade = null;
        try
        {
            return await cache.GetOrCreateAsync(
                key,
                async stop =>
                {
                    try
                    {
                        return await make(stop);
                    }
                    catch (Exception exception) when (exception is not OperationCanceledException)
                    {
                        unmade = exception;
                        throw;
                    }
                },
                null,
                tags,
                cancellationToken);
        }
        catch (Exception exception) when (exception != unmade && exception is not VendorException && !cancellationToken.IsCancellationRequested)
        {
            return await make(cancellationToken);
        }
    }
}

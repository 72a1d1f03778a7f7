using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Cache;

namespace TradingAi.Core.Predictions;

/// <summary>
/// Predictions of users' journals, computed once for a data version, a local day and the trades closed by then.
/// </summary>
public sealed class PredictionService(IJournalReader journals, HybridCache cache)
{
    /// <summary>What the days ahead may bring; an answer of its own where there is too little history.</summary>
    /// <param name="user">Whose journal.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="asOf">The present: no trade closed at or after it is known.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be read.</exception>
    public async Task<Prediction> PredictAsync(UserId user, PredictionHorizon horizon, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var journal = await journals.ReadAsync(user, cancellationToken);
        var today = LocalTime.DateOf(asOf, journal.TimeZone);
        var closed = PredictionComposer.Known(journal, asOf).Count;
        var open = PredictionComposer.Open(journal, asOf);
        return await cache.GetOrMakeAsync(
            CacheKeys.Of(
                "prediction",
                user,
                journal.Version.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{horizon.Name}|{today:O}|{closed}|{open}")),
            stop => ValueTask.FromResult(PredictionComposer.Compose(journal, horizon, asOf, stop)),
            [CacheKeys.TagOf(user)],
            cancellationToken);
    }
}

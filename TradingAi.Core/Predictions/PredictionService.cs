using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Cache;

namespace TradingAi.Core.Predictions;

/// <summary>
/// Predictions of users' journals, computed once for a data version, a local day and the trades closed by then.
/// </summary>
public sealed class PredictionService(IJournalReader journals, ComposerCache composers, HybridCache cache)
{
    /// <summary>What the days ahead may bring; an answer of its own where there is too little history.</summary>
    /// <param name="user">Whose journal.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="asOf">The present: no trade closed at or after it is known.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be read.</exception>
    public async Task<Prediction> PredictAsync(UserId user, PredictionHorizon horizon, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var view = new JournalView(await journals.ReadAsync(user, cancellationToken), asOf);
        return await cache.GetOrMakeAsync(
            CacheKeys.Of(
                "prediction",
                user,
                view.Journal.Version.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{horizon.Name}|{view.Today:O}|{view.Closed.Count}|{view.Open.Count}")),
            async stop => await PredictAsync(view, horizon, stop),
            [CacheKeys.TagOf(user)],
            cancellationToken);
    }

    private async Task<Prediction> PredictAsync(JournalView view, PredictionHorizon horizon, CancellationToken cancellationToken)
    {
        var series = DailySeries.Of(view.Closed, view.Zone, view.Today);
        var history = History.Of(series, series.Length);
        if (!history.IsSufficient)
        {
            return new Prediction { Outcome = Prediction.InsufficientHistory, Horizon = horizon.Name, Message = history.ToString() };
        }

        var found = await composers.GetAsync(new TradeSample(view.Journal, TimeRange.All, view.AsOf), cancellationToken);
        return PredictionComposer.Compose(view, series, horizon, found, cancellationToken);
    }
}

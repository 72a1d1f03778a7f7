using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Risk;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Operations.Cache;

/// <summary>
/// Analytics of a user's journal, computed once for the trades they cover: the present moves on between two requests, the
/// trades that have closed by then mostly do not.
/// </summary>
public sealed class CachedAnalytics(IJournalReader journals, HybridCache cache)
{
    /// <summary>Figures, daily P&amp;L, equity curve, groups and risk, of which what is open is of the present.</summary>
    /// <param name="user">Whose journal.</param>
    /// <param name="range">Which range.</param>
    /// <param name="filter">Which trades of it.</param>
    /// <param name="groupBy">The groups wanted; none where empty.</param>
    /// <param name="asOf">The present.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Storage.StorageUnavailableException">The user's database cannot be read.</exception>
    public async Task<AnalyticsResult> ComputeAsync(
        UserId user, TimeRange range, TradeFilter filter, IReadOnlyCollection<GroupDimension> groupBy, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(groupBy);
        var journal = await journals.ReadAsync(user, cancellationToken);
        var instants = range.Resolve(asOf, journal.TimeZone);
        var trades = AnalyticsService.Select(journal, instants, filter);
        var computed = await cache.GetOrMakeAsync(
            CacheKeys.Of("analytics", user, journal.Version.ToString(CultureInfo.InvariantCulture), Describe(trades, filter, groupBy)),
            _ => ValueTask.FromResult(Compute(AnalyticsService.Compute(journal, range, filter, groupBy, asOf))),
            [CacheKeys.TagOf(user)],
            cancellationToken);
        return new AnalyticsResult(
            new AnalyticsRange(range.WireName, instants.Start, instants.End, journal.Profile.TimeZoneId, journal.Profile.Currency),
            computed.Figures, computed.DailyPnl, computed.EquityCurve, computed.Groups,
            RiskCalculator.Present(computed.Risk, journal, asOf));
    }

    private static ComputedAnalytics Compute(AnalyticsResult result) => new(result.Figures, result.DailyPnl, result.EquityCurve, result.Groups, result.Risk!);

    // Of one version and filter, the trades of a range are a run in pooled order: its ends and its length name it.
    private static string Describe(IReadOnlyList<Trade> trades, TradeFilter filter, IReadOnlyCollection<GroupDimension> groupBy)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{trades.Count}|{(trades.Count > 0 ? $"{trades[0].Ref}|{trades[^1].Ref}" : "")}|{string.Join(',', groupBy.Distinct().Order())}");
        foreach (var (dimension, keys) in filter.Keys.OrderBy(restriction => restriction.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"|{dimension}");
            foreach (var key in keys.Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $":{key.Length}:{key}");
            }
        }

        return text.ToString();
    }
}

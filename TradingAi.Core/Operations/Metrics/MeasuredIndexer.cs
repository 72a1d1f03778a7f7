using System.Diagnostics.Metrics;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>
/// Measures indexing: <c>tradingai.indexing.duration</c> (seconds) by <c>outcome</c>, and <c>tradingai.indexing.entities</c> of each
/// part of a batch.
/// </summary>
internal sealed class MeasuredIndexer : IEntityIndexer
{
    private readonly IEntityIndexer _indexer;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _durations;
    private readonly Histogram<long> _entities;

    public MeasuredIndexer(IEntityIndexer indexer, IMeterFactory meters, TimeProvider time)
    {
        (_indexer, _time) = (indexer, time);
        var meter = meters.Create(VendorActivity.MeterName);
        _durations = meter.CreateHistogram<double>("tradingai.indexing.duration", "s", "How long a part of a batch takes to be indexed.");
        _entities = meter.CreateHistogram<long>("tradingai.indexing.entities", "{entity}", "Entities in a part of a batch.");
    }

    public async Task IndexAsync(UserId user, IReadOnlyList<EntityRef> entities, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var outcome = "error";
        try
        {
            await _indexer.IndexAsync(user, entities, cancellationToken);
            outcome = "ok";
        }
        finally
        {
            _durations.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
            _entities.Record(entities.Count);
        }
    }

    public Task RemoveAllAsync(UserId user, CancellationToken cancellationToken) => _indexer.RemoveAllAsync(user, cancellationToken);
}

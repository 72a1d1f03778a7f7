using System.Numerics.Tensors;

namespace TradingAi.Simulators.Upstash;

/// <summary>
/// The vectors of one namespace, searched exactly. Reads see a snapshot, so a long query does not hold up writes. What was written is
/// fetched at once, and found by queries once it is indexed; what was deleted is gone at once.
/// </summary>
internal sealed class VectorNamespace
{
    private readonly Dictionary<string, VectorEntry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private VectorEntry[]? _snapshot;
    private long _nextSequence;

    /// <summary>Writes vectors, all indexed at the same instant.</summary>
    public void Upsert(IEnumerable<StoredVector> vectors, TimeSpan now, TimeSpan indexedAt)
    {
        lock (_gate)
        {
            foreach (var vector in vectors)
            {
                var before = _entries.GetValueOrDefault(vector.Id);
                _entries[vector.Id] = new VectorEntry(before?.Sequence ?? _nextSequence++, vector, before?.Searchable(now), indexedAt);
            }

            _snapshot = null;
        }
    }

    /// <summary>Changes a vector.</summary>
    /// <returns>The changed vector, or null if there is none of this id.</returns>
    public StoredVector? Update(string id, Func<StoredVector, StoredVector> change, TimeSpan now, TimeSpan indexedAt)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                return null;
            }

            var changed = change(entry.Written);
            Upsert([changed], now, indexedAt);
            return changed;
        }
    }

    /// <summary>Deletes the vectors that satisfy a condition.</summary>
    /// <returns>Their ids.</returns>
    public IReadOnlyList<string> Delete(Func<StoredVector, bool> condition) =>
        Delete(Snapshot().Where(entry => condition(entry.Written)).Select(entry => entry.Written.Id));

    /// <summary>Deletes vectors.</summary>
    /// <returns>The ids that were there.</returns>
    public IReadOnlyList<string> Delete(IEnumerable<string> ids)
    {
        lock (_gate)
        {
            _snapshot = null;
            return [.. ids.Where(_entries.Remove)];
        }
    }

    /// <summary>A vector as last written, or null.</summary>
    public StoredVector? Find(string id)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(id)?.Written;
        }
    }

    /// <summary>A page of the vectors in the order they first came.</summary>
    /// <returns>The vectors, and the sequence number that the next page begins with; null if there is none.</returns>
    public (IReadOnlyList<StoredVector> Vectors, long? Next) Range(long cursor, int limit, string prefix)
    {
        var page = Snapshot()
            .Where(entry => entry.Sequence >= cursor && entry.Written.Id.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(entry => entry.Sequence)
            .Take(limit + 1)
            .ToList();
        return ([.. page.Take(limit).Select(entry => entry.Written)], page.Count > limit ? page[limit].Sequence : null);
    }

    /// <summary>The nearest vectors, nearest first.</summary>
    /// <param name="query">The query.</param>
    /// <param name="now">The present.</param>
    /// <param name="filterBudget">How many candidates the filter examines at most; null for all.</param>
    public IReadOnlyList<VectorMatch> Query(VectorQuery query, TimeSpan now, int? filterBudget)
    {
        var length = TensorPrimitives.Norm(query.Vector);
        var candidates = Snapshot().Select(entry => entry.Searchable(now)).OfType<StoredVector>();
        if (query.Filter is { } filter && filterBudget is null)
        {
            candidates = candidates.Where(vector => filter.Holds(vector.Metadata));
        }

        var nearest = candidates
            .Select(vector => new VectorMatch(vector, vector.Score(query.Vector, length)))
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Vector.Id, StringComparer.Ordinal);
        return query.Filter is { } late && filterBudget is { } budget
            ? [.. nearest.Take(budget).Where(match => late.Holds(match.Vector.Metadata)).Take(query.TopK)]
            : [.. nearest.Take(query.TopK)];
    }

    /// <summary>How many vectors queries find, how many wait to be indexed, and what all take in bytes.</summary>
    public (int Ready, int Pending, long Bytes) Count(TimeSpan now)
    {
        var snapshot = Snapshot();
        return (
            snapshot.Count(entry => entry.Searchable(now) is not null),
            snapshot.Count(entry => entry.IsPending(now)),
            snapshot.Sum(entry => entry.Written.Size));
    }

    private VectorEntry[] Snapshot()
    {
        lock (_gate)
        {
            return _snapshot ??= [.. _entries.Values];
        }
    }
}

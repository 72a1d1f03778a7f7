using System.Numerics.Tensors;

namespace TradingAi.Core.Knowledge.Vectors;

/// <summary>
/// One namespace in memory: unit vectors in one block, searched exactly. Not thread-safe; its owner locks.
/// </summary>
internal sealed class VectorTable
{
    private const int BytesBesideVector = 400; // id, metadata and dictionary entry, roughly

    private readonly List<(string Id, VectorMetadata Metadata)> _rows = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private float[] _values = [];
    private int _dimensions;

    /// <summary>The stored version that this table holds.</summary>
    public long Version { get; set; }

    /// <summary>What it takes, in bytes.</summary>
    public long Bytes => (_values.Length * (long)sizeof(float)) + (_rows.Count * (long)BytesBesideVector);

    /// <summary>Makes room for rows that are about to come.</summary>
    public void Reserve(int count, int dimensions)
    {
        if (_values.Length < count * dimensions)
        {
            Array.Resize(ref _values, count * dimensions);
        }
    }

    /// <summary>Adds a vector or replaces the one of its id.</summary>
    public void Set(string id, ReadOnlySpan<float> vector, VectorMetadata metadata)
    {
        if (_rows.Count == 0)
        {
            _dimensions = vector.Length;
        }
        else if (vector.Length != _dimensions)
        {
            return; // Left by another model; it is re-embedded, and comparable with nothing here until then.
        }

        if (!_slots.TryGetValue(id, out var slot))
        {
            slot = _rows.Count;
            _slots.Add(id, slot);
            _rows.Add((id, metadata));
            if (_values.Length < (slot + 1) * _dimensions)
            {
                Array.Resize(ref _values, Math.Max(64, slot + (slot / 2) + 1) * _dimensions);
            }
        }

        _rows[slot] = (id, metadata);
        var target = _values.AsSpan(slot * _dimensions, _dimensions);
        vector.CopyTo(target);
        var norm = TensorPrimitives.Norm<float>(target);
        if (norm > 0)
        {
            TensorPrimitives.Divide(target, norm, target);
        }
    }

    /// <summary>Removes a vector; the last one takes its place.</summary>
    public void Remove(string id)
    {
        if (!_slots.Remove(id, out var slot))
        {
            return;
        }

        var last = _rows.Count - 1;
        if (slot != last)
        {
            _rows[slot] = _rows[last];
            _slots[_rows[slot].Id] = slot;
            _values.AsSpan(last * _dimensions, _dimensions).CopyTo(_values.AsSpan(slot * _dimensions));
        }

        _rows.RemoveAt(last);
    }

    /// <summary>Removes every vector whose id starts with the prefix.</summary>
    public void RemovePrefix(string prefix)
    {
        foreach (var id in _slots.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
        {
            Remove(id);
        }
    }

    /// <summary>The nearest vectors by cosine, best first; equal ones by id, so that an answer is the same every time.</summary>
    public List<VectorMatch> Query(ReadOnlySpan<float> query, int topK, VectorFilter? filter)
    {
        var norm = TensorPrimitives.Norm(query);
        if (query.Length != _dimensions || norm == 0)
        {
            return [];
        }

        var nearest = new PriorityQueue<int, float>(topK + 1);
        for (var slot = 0; slot < _rows.Count; slot++)
        {
            if (filter?.Passes(_rows[slot].Metadata) is false)
            {
                continue;
            }

            var similarity = TensorPrimitives.Dot(query, _values.AsSpan(slot * _dimensions, _dimensions));
            if (nearest.Count < topK)
            {
                nearest.Enqueue(slot, similarity);
            }
            else if (nearest.TryPeek(out _, out var worst) && similarity > worst)
            {
                nearest.DequeueEnqueue(slot, similarity);
            }
        }

        var matches = new List<VectorMatch>(nearest.Count);
        while (nearest.TryDequeue(out var slot, out var similarity))
        {
            matches.Add(new VectorMatch(_rows[slot].Id, (1 + (similarity / norm)) / 2, _rows[slot].Metadata));
        }

        return [.. matches.OrderByDescending(match => match.Score).ThenBy(match => match.Id, StringComparer.Ordinal)];
    }
}

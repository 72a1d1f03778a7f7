using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Upstash;

/// <summary>The namespaces of the index, kept in a file where there is a folder for it. The default namespace has the empty name.</summary>
internal sealed class VectorIndex : IDisposable
{
    private readonly SortedDictionary<string, VectorNamespace> _namespaces = new(StringComparer.Ordinal) { [""] = new VectorNamespace() };
    private readonly Lock _gate = new();
    private readonly VectorFile? _file;
    private readonly TimeSpan _indexingDelay;
    private readonly VendorCalls _clock;

    public VectorIndex(SimulatorOptions options, VendorCalls clock)
    {
        _clock = clock;
        _indexingDelay = options.IndexingDelay;
        if (options.DataDirectory is not { } data)
        {
            return;
        }

        _file = VectorFile.Open(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "vector")).FullName, "index.db"));
        foreach (var name in _file.Namespaces())
        {
            Named(name).Upsert(_file.Load(name), clock.Now, clock.Now);
        }
    }

    /// <summary>The names of the namespaces.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _namespaces.Keys];
            }
        }
    }

    /// <summary>The present, by which writes become searchable.</summary>
    public TimeSpan Now => _clock.Now;

    /// <summary>A namespace, or null if nothing was ever written to it.</summary>
    public VectorNamespace? Find(string name)
    {
        lock (_gate)
        {
            return _namespaces.GetValueOrDefault(name);
        }
    }

    /// <summary>Writes vectors, into a new namespace if need be.</summary>
    /// <exception cref="UpstashException">There are too many namespaces.</exception>
    public void Upsert(string name, IReadOnlyList<StoredVector> vectors)
    {
        lock (_gate)
        {
            var target = Named(name);
            _file?.Save(name, vectors);
            target.Upsert(vectors, Now, Now + _indexingDelay);
        }
    }

    /// <summary>Changes a vector.</summary>
    /// <returns>Whether there is one of this id.</returns>
    public bool Update(string name, string id, Func<StoredVector, StoredVector> change)
    {
        lock (_gate)
        {
            if (_namespaces.GetValueOrDefault(name)?.Update(id, change, Now, Now + _indexingDelay) is not { } changed)
            {
                return false;
            }

            _file?.Save(name, [changed]);
            return true;
        }
    }

    /// <summary>Deletes from a namespace.</summary>
    /// <returns>How many were deleted.</returns>
    public int Delete(string name, Func<VectorNamespace, IReadOnlyList<string>> delete)
    {
        lock (_gate)
        {
            var deleted = _namespaces.GetValueOrDefault(name) is { } target ? delete(target) : [];
            _file?.Delete(name, deleted);
            return deleted.Count;
        }
    }

    /// <summary>Empties a namespace, which stays.</summary>
    public void Reset(string name)
    {
        lock (_gate)
        {
            if (_namespaces.ContainsKey(name))
            {
                _file?.Empty(name);
                _namespaces[name] = new VectorNamespace();
            }
        }
    }

    /// <summary>Deletes a namespace.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DeleteNamespace(string name)
    {
        lock (_gate)
        {
            _file?.Drop(name);
            return _namespaces.Remove(name);
        }
    }

    public void Dispose() => _file?.Dispose();

    private VectorNamespace Named(string name)
    {
        if (!_namespaces.TryGetValue(name, out var target))
        {
            if (_namespaces.Count >= UpstashLimits.Namespaces)
            {
                throw UpstashException.Unprocessable($"Exceeded the maximum number of namespaces: {UpstashLimits.Namespaces}");
            }

            _file?.Add(name);
            _namespaces[name] = target = new VectorNamespace();
        }

        return target;
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace TradingAi.Core.Knowledge.Vectors;

/// <summary>How much memory vectors may take.</summary>
public sealed class VectorMemoryOptions
{
    /// <summary>Megabytes for all namespaces together; the one in use stays even where it is larger alone. Default 256.</summary>
    [Range(1, 1_000_000)]
    [Microsoft.Extensions.Configuration.ConfigurationKeyName("VECTOR_MEMORY_MB")]
    public int Megabytes { get; set; } = 256;
}

/// <summary>Namespaces held in memory under one budget; the least recently used one goes first.</summary>
internal sealed class VectorMemory(IOptions<VectorMemoryOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<VectorNamespace, (Holder Holder, long LastUse)> _namespaces = [];
    private long _uses;

    /// <summary>A namespace's place, empty at first.</summary>
    public Holder Get(VectorNamespace space)
    {
        lock (_lock)
        {
            var holder = _namespaces.TryGetValue(space, out var entry) ? entry.Holder : new Holder();
            _namespaces[space] = (holder, ++_uses);
            return holder;
        }
    }

    /// <summary>Forgets a namespace.</summary>
    public void Forget(VectorNamespace space)
    {
        lock (_lock)
        {
            _namespaces.Remove(space);
        }
    }

    /// <summary>Forgets the least recently used namespaces until the budget holds.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            var bytes = _namespaces.Values.Sum(entry => entry.Holder.Bytes);
            foreach (var (space, entry) in _namespaces.OrderBy(pair => pair.Value.LastUse).SkipLast(1).ToArray())
            {
                if (bytes <= options.Value.Megabytes * 1_048_576L)
                {
                    return;
                }

                bytes -= entry.Holder.Bytes;
                _namespaces.Remove(space);
            }
        }
    }

    /// <summary>Holds one namespace's table, and lets one at a time read or write it.</summary>
    internal sealed class Holder
    {
        private VectorTable? _table;

        /// <summary>Entered by whoever uses <see cref="Table"/>.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>The table, null until it is read.</summary>
        public VectorTable? Table
        {
            get => _table;
            set
            {
                _table = value;
                UpdateBytes();
            }
        }

        /// <summary>What the table took when it was last measured.</summary>
        public long Bytes { get; private set; }

        /// <summary>Measures the table.</summary>
        public void UpdateBytes() => Bytes = _table?.Bytes ?? 0;
    }
}

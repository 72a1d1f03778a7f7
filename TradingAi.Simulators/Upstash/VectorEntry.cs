namespace TradingAi.Simulators.Upstash;

/// <summary>An id of a namespace: what was last written, and what queries find until that is indexed.</summary>
/// <param name="Sequence">Its place in the order of first writing, which ranges follow.</param>
/// <param name="Written">What was last written.</param>
/// <param name="Before">What queries find until then; null if nothing.</param>
/// <param name="IndexedAt">When the last write is indexed.</param>
internal sealed record VectorEntry(long Sequence, StoredVector Written, StoredVector? Before, TimeSpan IndexedAt)
{
    /// <summary>Whether the last write waits to be indexed.</summary>
    public bool IsPending(TimeSpan now) => now < IndexedAt;

    /// <summary>What queries find.</summary>
    public StoredVector? Searchable(TimeSpan now) => IsPending(now) ? Before : Written;
}

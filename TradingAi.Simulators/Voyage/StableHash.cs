namespace TradingAi.Simulators.Voyage;

/// <summary>A hash that is the same in every process, unlike that of <see cref="string"/>.</summary>
internal static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a over the characters, continued from an earlier hash, its bits well mixed.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = OffsetBasis)
    {
        var hash = seed;
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        return hash ^ (hash >> 33);
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// A way to divide the trades in two, whichever side gives it its name and whatever it is called: contrasts of one
/// division are one hypothesis.
/// </summary>
/// <param name="Measure">What is compared.</param>
/// <param name="Sides">A hash of both sides.</param>
internal readonly record struct Division(Measure Measure, string Sides)
{
    /// <summary>The division behind a contrast.</summary>
    public static Division Of(Contrast contrast)
    {
        var (side, rest) = (HashOf(contrast.Side), HashOf(contrast.Rest));
        return new Division(contrast.Measure, string.CompareOrdinal(side, rest) < 0 ? side + rest : rest + side);
    }

    private static string HashOf(int[] positions) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<int>(positions.Order().ToArray())));
}

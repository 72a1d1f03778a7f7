using System.Numerics;
using System.Numerics.Tensors;

namespace TradingAi.Simulators.Voyage;

/// <summary>
/// A fixed rotation into another number of dimensions: signs flipped by hash, then a Walsh–Hadamard transform, which is
/// orthogonal, so that into as many or more dimensions every cosine stays what it was.
/// </summary>
/// <param name="name">What decides the signs; two names give two rotations.</param>
internal sealed class SignedRotation(string name)
{
    private readonly ulong _seed = StableHash.Of(name);

    /// <summary>The rotated vector at unit length.</summary>
    /// <param name="vector">Any vector but the null vector.</param>
    /// <param name="dimensions">A power of two; with fewer than the vector has, the first of the rotated ones remain.</param>
    public float[] Apply(ReadOnlySpan<float> vector, int dimensions)
    {
        var rotated = new float[Math.Max(dimensions, (int)BitOperations.RoundUpToPowerOf2((uint)vector.Length))];
        for (var i = 0; i < vector.Length; i++)
        {
            rotated[i] = StableHash.Of(name, _seed + (ulong)i) % 2 == 0 ? vector[i] : -vector[i];
        }

        Transform(rotated);
        var kept = rotated[..dimensions];
        TensorPrimitives.Divide(kept, TensorPrimitives.Norm<float>(kept), kept);
        return kept;
    }

    private static void Transform(Span<float> values)
    {
        for (var half = 1; half < values.Length; half *= 2)
        {
            for (var block = 0; block < values.Length; block += 2 * half)
            {
                for (var i = block; i < block + half; i++)
                {
                    (values[i], values[i + half]) = (values[i] + values[i + half], values[i] - values[i + half]);
                }
            }
        }
    }
}

using System.Buffers.Binary;

namespace TradingAi.Simulators.Voyage;

/// <summary>Embeddings as they travel: quantized, and as a list or as the bytes of a NumPy array.</summary>
internal static class EmbeddingEncoding
{
    /// <summary>The numbers of a list, each within the range of its type.</summary>
    public static float[] Numbers(ReadOnlySpan<float> embedding, NumberType type) => type switch
    {
        NumberType.Float => embedding.ToArray(),
        NumberType.Int8 => Scaled(embedding, 0),
        NumberType.UInt8 => Scaled(embedding, 128),
        NumberType.Binary => Packed(embedding, 128),
        _ => Packed(embedding, 0),
    };

    /// <summary>The bytes of the NumPy array that holds the numbers: float32 little-endian, int8 or uint8.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> numbers, NumberType type)
    {
        var bytes = new byte[type == NumberType.Float ? numbers.Length * sizeof(float) : numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (type == NumberType.Float)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
            }
            else
            {
                bytes[i] = unchecked((byte)(int)numbers[i]);
            }
        }

        return bytes;
    }

    // The largest component takes the whole range: a unit vector's components are small.
    private static float[] Scaled(ReadOnlySpan<float> embedding, int offset)
    {
        var largest = 0f;
        foreach (var component in embedding)
        {
            largest = Math.Max(largest, Math.Abs(component));
        }

        var scaled = new float[embedding.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = MathF.Round(embedding[i] / largest * 127) + offset;
        }

        return scaled;
    }

    // One bit a dimension, set where the component is positive, the first in the highest bit.
    private static float[] Packed(ReadOnlySpan<float> embedding, int offset)
    {
        var packed = new float[embedding.Length / 8];
        for (var i = 0; i < embedding.Length; i++)
        {
            if (embedding[i] > 0)
            {
                packed[i / 8] += 1 << (7 - (i % 8));
            }
        }

        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] -= offset;
        }

        return packed;
    }
}

using System.Buffers;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>Rented room for one pass through the model.</summary>
internal sealed class EncoderBuffers : IDisposable
{
    private const int NarrowWidth = 512;
    private const int WideWidth = 1536;

    /// <summary>Rents room for rows of up to 512 values, 1,536 inside a layer.</summary>
    public EncoderBuffers(int rows, int longest)
    {
        var whole = (rows + DenseLayer.RowBlock - 1) / DenseLayer.RowBlock * DenseLayer.RowBlock;
        Rows = ArrayPool<float>.Shared.Rent(whole * NarrowWidth);
        Normed = ArrayPool<float>.Shared.Rent(whole * NarrowWidth);
        Wide = ArrayPool<float>.Shared.Rent(whole * WideWidth);
        Weights = ArrayPool<float>.Shared.Rent(longest);
    }

    /// <summary>The tokens' rows, transformed layer by layer.</summary>
    public float[] Rows { get; }

    /// <summary>Rows that go into a dense layer.</summary>
    public float[] Normed { get; }

    /// <summary>Queries, keys and values, or the hidden layer.</summary>
    public float[] Wide { get; }

    /// <summary>One token's attention weights.</summary>
    public float[] Weights { get; }

    public void Dispose()
    {
        foreach (var buffer in (ReadOnlySpan<float[]>)[Rows, Normed, Wide, Weights])
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}

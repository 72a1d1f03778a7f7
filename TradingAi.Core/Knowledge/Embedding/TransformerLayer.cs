using System.Numerics.Tensors;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>One pre-norm transformer layer: attention of four heads, then two dense layers with a ReLU between.</summary>
internal sealed class TransformerLayer
{
    private const int Heads = 4;
    private const float Epsilon = 1e-6f;

    private readonly (float[] Scale, float[] Bias) _attentionNorm;
    private readonly (float[] Scale, float[] Bias) _feedForwardNorm;
    private readonly DenseLayer _queryKeyValue;
    private readonly DenseLayer _attentionOutput;
    private readonly DenseLayer? _residual;
    private readonly DenseLayer _expand;
    private readonly DenseLayer _contract;

    /// <summary>Reads the layer at the file's position; where the layer widens its rows the residual has weights too.</summary>
    public TransformerLayer(SentenceModelFile file, bool widens)
    {
        _attentionNorm = (file.ReadVector(), file.ReadVector());
        _queryKeyValue = file.ReadLayer();
        _attentionOutput = file.ReadLayer();
        _residual = widens ? file.ReadLayer() : null;
        _feedForwardNorm = (file.ReadVector(), file.ReadVector());
        _expand = file.ReadLayer();
        _contract = file.ReadLayer();
    }

    /// <summary>Transforms the rows of several texts in place.</summary>
    /// <param name="buffers">The rows, and room to work.</param>
    /// <param name="lengths">How many rows each text has, in order; a text attends to itself only.</param>
    public void Apply(EncoderBuffers buffers, IReadOnlyList<int> lengths)
    {
        var (rows, width) = (lengths.Sum(), _queryKeyValue.Inputs);
        Normalize(buffers.Rows, buffers.Normed, rows, width, _attentionNorm);
        _queryKeyValue.Apply(buffers.Normed, buffers.Wide, rows);
        var first = 0;
        foreach (var length in lengths)
        {
            Attend(buffers, first, length, width);
            first += length;
        }

        _attentionOutput.Apply(buffers.Normed, buffers.Wide, rows);
        if (_residual is not null)
        {
            _residual.Apply(buffers.Rows, buffers.Normed, rows);
            buffers.Normed.AsSpan(0, rows * _residual.Outputs).CopyTo(buffers.Rows);
        }

        Accumulate(buffers.Rows, buffers.Wide, rows * _attentionOutput.Outputs);
        Normalize(buffers.Rows, buffers.Normed, rows, _expand.Inputs, _feedForwardNorm);
        _expand.Apply(buffers.Normed, buffers.Wide, rows);
        var hidden = buffers.Wide.AsSpan(0, rows * _expand.Outputs);
        TensorPrimitives.Max(hidden, 0f, hidden);
        _contract.Apply(buffers.Wide, buffers.Normed, rows);
        Accumulate(buffers.Rows, buffers.Normed, rows * _contract.Outputs);
    }

    private static void Accumulate(float[] rows, float[] addend, int count) =>
        TensorPrimitives.Add(rows.AsSpan(0, count), addend.AsSpan(0, count), rows);

    private static void Normalize(float[] input, float[] output, int rows, int width, (float[] Scale, float[] Bias) norm)
    {
        for (var row = 0; row < rows; row++)
        {
            var x = input.AsSpan(row * width, width);
            var y = output.AsSpan(row * width, width);
            TensorPrimitives.Subtract(x, TensorPrimitives.Sum<float>(x) / width, y);
            var variance = TensorPrimitives.SumOfSquares<float>(y) / width;
            TensorPrimitives.Multiply(y, 1f / MathF.Sqrt(variance + Epsilon), y);
            TensorPrimitives.MultiplyAdd(y, norm.Scale, norm.Bias, y);
        }
    }

    /// <summary>Scaled dot-product attention of one text, from the rows' queries, keys and values into the normed rows.</summary>
    private static void Attend(EncoderBuffers buffers, int first, int length, int width)
    {
        var depth = width / Heads;
        var scale = 1f / MathF.Sqrt(depth);
        var weights = buffers.Weights.AsSpan(0, length);
        for (var head = 0; head < Heads; head++)
        {
            for (var i = 0; i < length; i++)
            {
                var query = Part(buffers, first + i, 0, head, width, depth);
                for (var j = 0; j < length; j++)
                {
                    weights[j] = scale * TensorPrimitives.Dot(query, Part(buffers, first + j, 1, head, width, depth));
                }

                TensorPrimitives.SoftMax<float>(weights, weights);
                var output = buffers.Normed.AsSpan(((first + i) * width) + (head * depth), depth);
                output.Clear();
                for (var j = 0; j < length; j++)
                {
                    TensorPrimitives.MultiplyAdd(Part(buffers, first + j, 2, head, width, depth), weights[j], output, output);
                }
            }
        }
    }

    private static ReadOnlySpan<float> Part(EncoderBuffers buffers, int row, int part, int head, int width, int depth) =>
        buffers.Wide.AsSpan((row * 3 * width) + (part * width) + (head * depth), depth);
}

using System.Numerics.Tensors;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// Universal Sentence Encoder lite (English): token embeddings with a timing signal, two transformer layers, the mean of
/// the rows, one tanh layer, unit length. Thread-safe; a pass uses rented buffers only.
/// </summary>
internal sealed class SentenceEncoder
{
    /// <summary>Length of an embedding.</summary>
    public const int Dimensions = 512;

    /// <summary>Tokens beyond this many do not count.</summary>
    public const int MaximumTokens = 128;

    private readonly SentenceTokenizer _tokenizer;
    private readonly sbyte[] _embeddings;
    private readonly float[] _embeddingScales;
    private readonly int _embeddingWidth;
    private readonly float[] _timing;
    private readonly TransformerLayer[] _layers;
    private readonly DenseLayer _output;

    private SentenceEncoder(SentenceModelFile file)
    {
        _tokenizer = new SentenceTokenizer(file.ReadVocabulary());
        (_embeddings, _embeddingScales, _embeddingWidth) = file.ReadTable();
        _timing = Timing(file.ReadVector());
        _layers = [new TransformerLayer(file, widens: true), new TransformerLayer(file, widens: false)];
        _output = file.ReadLayer();
    }

    /// <exception cref="InvalidDataException">The file is damaged or of another format.</exception>
    public static SentenceEncoder Load(string path)
    {
        using var file = new SentenceModelFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
        return new SentenceEncoder(file);
    }

    /// <summary>The ids of a text's tokens, cut after <see cref="MaximumTokens"/>.</summary>
    public int[] Tokenize(string text)
    {
        // No token is longer than 16 characters, so what follows this many cannot be among the first 128 tokens.
        const int maximumCharacters = MaximumTokens * 16;
        var ids = _tokenizer.Encode(text.Length <= maximumCharacters ? text : text[..maximumCharacters]);
        return ids.Count <= MaximumTokens ? [.. ids] : [.. ids[..MaximumTokens]];
    }

    /// <summary>Embeds tokenized texts in one pass; a text without tokens gets the zero vector.</summary>
    public float[][] Encode(IReadOnlyList<int[]> texts)
    {
        var lengths = texts.Select(tokens => tokens.Length).Where(length => length > 0).ToArray();
        var rows = lengths.Sum();
        var vectors = texts.Select(_ => new float[Dimensions]).ToArray();
        if (rows == 0)
        {
            return vectors;
        }

        using var buffers = new EncoderBuffers(rows, lengths.Max());
        Embed(texts, buffers.Rows);
        foreach (var layer in _layers)
        {
            layer.Apply(buffers, lengths);
        }

        var means = buffers.Normed.AsSpan(0, lengths.Length * Dimensions);
        means.Clear();
        var row = 0;
        for (var text = 0; text < lengths.Length; text++)
        {
            var mean = means.Slice(text * Dimensions, Dimensions);
            for (var end = row + lengths[text]; row < end; row++)
            {
                TensorPrimitives.Add(mean, buffers.Rows.AsSpan(row * Dimensions, Dimensions), mean);
            }

            TensorPrimitives.Divide(mean, lengths[text], mean);
        }

        _output.Apply(buffers.Normed, buffers.Wide, lengths.Length);
        var next = 0;
        foreach (var vector in vectors.Where((_, text) => texts[text].Length > 0))
        {
            var raw = buffers.Wide.AsSpan(next++ * Dimensions, Dimensions);
            TensorPrimitives.Tanh(raw, vector);
            TensorPrimitives.Divide(vector, MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(vector)), vector);
        }

        return vectors;
    }

    /// <summary>The first layer's input is twice the token's embedding plus the timing signal: the original adds it to both.</summary>
    private void Embed(IReadOnlyList<int[]> texts, float[] rows)
    {
        var at = 0;
        foreach (var tokens in texts)
        {
            for (var position = 0; position < tokens.Length; position++)
            {
                var values = _embeddings.AsSpan(tokens[position] * _embeddingWidth, _embeddingWidth);
                var timing = _timing.AsSpan(position * _embeddingWidth, _embeddingWidth);
                var scale = 2 * _embeddingScales[tokens[position]];
                for (var i = 0; i < values.Length; i++)
                {
                    rows[at++] = (values[i] * scale) + timing[i];
                }
            }
        }
    }

    /// <summary>For each position the sines, then the cosines, of position times frequency.</summary>
    private static float[] Timing(float[] frequencies)
    {
        var timing = new float[MaximumTokens * 2 * frequencies.Length];
        for (var position = 0; position < MaximumTokens; position++)
        {
            for (var i = 0; i < frequencies.Length; i++)
            {
                var (sine, cosine) = MathF.SinCos(position * frequencies[i]);
                timing[(position * 2 * frequencies.Length) + i] = sine;
                timing[(position * 2 * frequencies.Length) + frequencies.Length + i] = cosine;
            }
        }

        return timing;
    }
}

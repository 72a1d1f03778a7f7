using System.Numerics.Tensors;

namespace TradingAi.Simulators.Voyage;

/// <summary>
/// Embeddings by hashing a text's words, pairs of words and letter groups into signed dimensions: texts that share words are
/// near each other, and nothing has to be loaded. Each model hashes differently, so vectors of two models do not compare.
/// </summary>
internal sealed class HashedEmbedder : IEmbedder
{
    private const float PairWeight = 0.5f;
    private const float LettersWeight = 0.15f;

    // Articles and prepositions would make all texts alike.
    private const float ShortWordWeight = 0.15f;
    private const int ShortWord = 3;
    private const int LettersInGroup = 4;

    public Task<float[][]> EmbedAsync(EmbeddingRequest request, CancellationToken cancellationToken)
    {
        var vectors = new float[request.Texts.Count][];
        for (var i = 0; i < vectors.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[i] = Embed(request.Texts[i], request.Model.Name, request.Dimensions);
            InputTypeDirection.Apply(vectors[i], request.InputType);
        }

        return Task.FromResult(vectors);
    }

    private static float[] Embed(string text, string model, int dimensions)
    {
        var vector = new float[dimensions];
        var seed = StableHash.Of(model);
        var previous = StableHash.Of("^", seed);
        var lower = text.ToLowerInvariant();
        for (var start = NextWord(lower, 0); start < lower.Length;)
        {
            var end = start + 1;
            while (end < lower.Length && char.IsLetterOrDigit(lower[end]))
            {
                end++;
            }

            previous = AddWord(vector, lower.AsSpan(start, end - start), seed, previous);
            start = NextWord(lower, end);
        }

        if (TensorPrimitives.Norm<float>(vector) == 0)
        {
            // Nothing but punctuation, or components that cancel out: still a direction of its own.
            Add(vector, StableHash.Of(text, seed), 1);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private static int NextWord(string text, int at)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Adds a word, its pair with the word before, and its letter groups.</summary>
    /// <returns>The word's hash.</returns>
    private static ulong AddWord(float[] vector, ReadOnlySpan<char> word, ulong seed, ulong previous)
    {
        var weight = word.Length <= ShortWord && !char.IsAsciiDigit(word[0]) ? ShortWordWeight : 1;
        var hash = StableHash.Of(word, seed);
        Add(vector, hash, weight);
        Add(vector, StableHash.Of(word, previous), weight * PairWeight);
        for (var i = 0; i + LettersInGroup <= word.Length; i++)
        {
            Add(vector, StableHash.Of(word.Slice(i, LettersInGroup), ~seed), LettersWeight);
        }

        return hash;
    }

    private static void Add(float[] vector, ulong hash, float weight) =>
        vector[hash % (ulong)vector.Length] += (hash >> 63) == 0 ? weight : -weight;
}

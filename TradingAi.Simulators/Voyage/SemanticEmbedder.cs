using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using TradingAi.Core.Knowledge.Embedding;

namespace TradingAi.Simulators.Voyage;

/// <summary>
/// Embeddings by meaning: those of the embedded sentence model, averaged over a text's windows and turned into the
/// dimensions asked for.
/// </summary>
internal sealed class SemanticEmbedder : IEmbedder, IDisposable
{
    // The model reads 128 tokens; 60 words of prose with figures stay below.
    private const int WordsPerWindow = 60;

    private readonly EmbeddedEmbeddingGenerator _model = new();

    public async Task<float[][]> EmbedAsync(EmbeddingRequest request, CancellationToken cancellationToken)
    {
        var windows = request.Texts.Select(WindowsOf).ToArray();
        var embeddings = await _model.GenerateAsync(windows.SelectMany(w => w), cancellationToken: cancellationToken);
        var vectors = new float[windows.Length][];
        var rotation = new SignedRotation(request.Model.Name);
        for (int i = 0, first = 0; i < vectors.Length; first += windows[i].Length, i++)
        {
            var parts = embeddings.Skip(first).Take(windows[i].Length);
            vectors[i] = rotation.Apply(Mean(parts), request.Dimensions);
            InputTypeDirection.Apply(vectors[i], request.InputType);
        }

        return vectors;
    }

    public void Dispose() => _model.Dispose();

    private static string[] WindowsOf(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(WordsPerWindow).Select(words => string.Join(' ', words)).DefaultIfEmpty(text)];

    private static float[] Mean(IEnumerable<Embedding<float>> parts)
    {
        float[]? sum = null;
        foreach (var part in parts)
        {
            sum ??= new float[part.Vector.Length];
            TensorPrimitives.Add(sum, part.Vector.Span, sum);
        }

        return sum!;
    }
}

using Microsoft.Extensions.AI;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// The sentence model in this repository behind the ecosystem's interface: no key, no server, no native code. A text's
/// first 128 tokens count; longer texts are cut into windows by the caller. The model is read on first use, or ahead of
/// it by <see cref="WarmUpAsync"/>.
/// </summary>
public sealed class EmbeddedEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What names the provider in metadata and in cache keys.</summary>
    public const string ProviderName = "embedded";

    /// <summary>What names the model in metadata, cache keys and namespaces.</summary>
    public const string ModelId = "use-lite-en-q8";

    // Enough rows to share every weight that is loaded, few enough to stay in the second-level cache.
    private const int TokensPerPass = 256;

    private static readonly EmbeddingGeneratorMetadata s_metadata = new(ProviderName, defaultModelId: ModelId, defaultModelDimensions: SentenceEncoder.Dimensions);
    private readonly Lazy<Task<SentenceEncoder>> _encoder;

    /// <summary>Takes the model's file; by default the one that the build copies beside the app.</summary>
    public EmbeddedEmbeddingGenerator(string? path = null)
    {
        path ??= Path.Combine(AppContext.BaseDirectory, "models", "use-lite-en", "use-lite-en.bin");
        _encoder = new(() => Task.Run(() => SentenceEncoder.Load(path)));
    }

    /// <summary>Reads the model, once, off the caller's thread.</summary>
    public Task WarmUpAsync() => _encoder.Value;

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var encoder = await _encoder.Value.WaitAsync(cancellationToken);
        var texts = values.ToArray();
        return await Task.Run(() => Generate(encoder, texts, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? s_metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held but managed memory.
    }

    private static GeneratedEmbeddings<Embedding<float>> Generate(SentenceEncoder encoder, string[] texts, CancellationToken cancellationToken)
    {
        var tokens = Array.ConvertAll(texts, encoder.Tokenize);
        var embeddings = new Embedding<float>[texts.Length];
        for (var first = 0; first < texts.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (last, rows) = (first, 0);
            do
            {
                rows += tokens[last++].Length;
            }
            while (last < texts.Length && rows + tokens[last].Length <= TokensPerPass);

            var vectors = encoder.Encode(tokens[first..last]);
            for (var i = first; i < last; i++)
            {
                embeddings[i] = new Embedding<float>(vectors[i - first]) { ModelId = ModelId };
            }

            first = last;
        }

        return new GeneratedEmbeddings<Embedding<float>>(embeddings)
        {
            Usage = new UsageDetails { InputTokenCount = tokens.Sum(ids => (long)ids.Length) },
        };
    }
}

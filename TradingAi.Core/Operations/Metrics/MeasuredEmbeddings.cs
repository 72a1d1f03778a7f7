using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>Measures the embedding model: <c>gen_ai.client.operation.duration</c> (seconds) with <c>gen_ai.operation.name=embeddings</c>.</summary>
internal sealed class MeasuredEmbeddings(
    IEmbeddingGenerator<string, Embedding<float>> generator, Histogram<double> durations, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(generator)
{
    private readonly string _model = generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId ?? "unknown";
    private readonly string _provider = generator.GetService<EmbeddingGeneratorMetadata>()?.ProviderName ?? "unknown";

    public static MeasuredEmbeddings Over(IEmbeddingGenerator<string, Embedding<float>> generator, IMeterFactory meters, TimeProvider time) => new(
        generator,
        meters.Create(VendorActivity.MeterName).CreateHistogram<double>("gen_ai.client.operation.duration", "s", "How long a model's operation takes."),
        time);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var outcome = "error";
        try
        {
            var embeddings = await base.GenerateAsync(values, options, cancellationToken);
            outcome = "ok";
            return embeddings;
        }
        finally
        {
            durations.Record(
                time.GetElapsedTime(started).TotalSeconds,
                new("gen_ai.operation.name", "embeddings"),
                new("gen_ai.provider.name", _provider),
                new("gen_ai.request.model", _model),
                new("outcome", outcome));
        }
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>
/// Voyage's models behind the ecosystem's interface. Documents wait for the quota; a question does not, because whoever asked is
/// better served by words alone.
/// </summary>
internal sealed class VoyageEmbeddingGenerator(
    IVoyageApi api, VoyageBatches batches, TokenEstimate estimate, ICostLedger costs, IOptions<VoyageOptions> options)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What names the provider in metadata and in cache keys.</summary>
    public const string ProviderName = "voyage";

    private const int RequestsAtOnce = 4;

    private static readonly TimeSpan s_patienceOfQueries = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan s_attemptOfQueries = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan s_patienceOfDocuments = TimeSpan.FromMinutes(5);

    // Whoever waits here has not begun to lose patience.
    private readonly SemaphoreSlim _gate = new(RequestsAtOnce, RequestsAtOnce);
    private readonly EmbeddingGeneratorMetadata _metadata =
        new(ProviderName, new Uri(options.Value.Address), options.Value.Model, options.Value.Dimensions);

    /// <inheritdoc/>
    /// <exception cref="VendorException">No vectors, for whatever reason.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values.ToArray();
        var embeddings = new Embedding<float>[texts.Length];
        var tokens = 0L;
        var limit = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches.Split(texts), limit, async (batch, cancelled) =>
        {
            var (vectors, taken) = await EmbedAsync(texts[batch], options, cancelled);
            vectors.CopyTo(embeddings, batch.Start.Value);
            Interlocked.Add(ref tokens, taken);
        });
        return new GeneratedEmbeddings<Embedding<float>>(embeddings) { Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens } };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(IEmbeddingBatches) ? batches
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<(Embedding<float>[] Vectors, long Tokens)> EmbedAsync(
        string[] texts, EmbeddingGenerationOptions? asked, CancellationToken cancellationToken)
    {
        var inputType = EmbeddingRequest.InputTypeOf(asked);
        if (inputType == EmbeddingRequest.Query)
        {
            return await SendAsync(texts, inputType, s_patienceOfQueries, asked, cancellationToken);
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await SendAsync(texts, inputType, s_patienceOfDocuments, asked, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<(Embedding<float>[] Vectors, long Tokens)> SendAsync(
        string[] texts, string inputType, TimeSpan patience, EmbeddingGenerationOptions? asked, CancellationToken cancellationToken)
    {
        var user = EmbeddingRequest.UserOf(asked);
        var request = new VoyageRequest(
            texts, asked?.ModelId ?? options.Value.Model, inputType, Truncation: true, asked?.Dimensions ?? options.Value.Dimensions);
        var call = new VendorCall
        {
            Operation = "embed_" + inputType,
            User = user,
            Patience = patience,
            AttemptTime = inputType == EmbeddingRequest.Query ? s_attemptOfQueries : null,
            IsBackground = inputType != EmbeddingRequest.Query,
            EstimatedTokens = texts.Sum(estimate.Of),
        };
        await costs.EnsureWithinBudgetAsync(user, Vendor.Voyage, cancellationToken);
        var reply = await api.EmbedAsync(request, call, cancellationToken);
        var tokens = await CountAsync(texts, request, reply, call, user);
        return (VoyageAnswer.Read(reply, request), tokens);
    }

    // Whatever the vectors are like, they were charged for.
    private async Task<long> CountAsync(string[] texts, VoyageRequest request, VoyageReply reply, VendorCall call, UserId? user)
    {
        var tokens = call.EstimatedTokens;
        if (reply.Usage is { TotalTokens: > 0 } usage)
        {
            tokens = usage.TotalTokens;
            await call.SettleAsync(tokens, CancellationToken.None);
            estimate.Learn(texts, tokens);
        }

        await costs.RecordAsync(user, new VendorUsage(Vendor.Voyage, request.Model, InputTokens: tokens), CancellationToken.None);
        return tokens;
    }
}

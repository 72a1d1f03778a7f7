using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Indexing;
using TradingAi.Core.Knowledge.Keywords;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Core.Knowledge.Upstash;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Knowledge.Vectors.Spaces;
using TradingAi.Core.Knowledge.Voyage;
using TradingAi.Core.Operations.Health;
using TradingAi.Core.Operations.Providers;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge;

/// <summary>Registers indexing and search, on the parts that the settings choose.</summary>
public static class KnowledgeServices
{
    /// <summary>
    /// Adds <see cref="IEntityIndexer"/>, <see cref="ISearch"/>, <see cref="IVectorStore"/> and <see cref="KeywordIndex"/>;
    /// needs the storage, the journal and the operations. The embedding model is read on first use.
    /// </summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<VectorMemoryOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => TradingLexicon.Load());
        services.AddSingleton<EntityChunker>();
        services.AddSingleton<KeywordIndex>();
        services.AddSingleton<IKeywordStatements, JournalKeywords>();
        services.AddSingleton<TextEmbedder>();
        services.AddEmbeddingModels();
        services.AddVectorStores();
        services.AddSingleton<IEntityIndexer, EntityIndexer>();
        services.AddSingleton(provider => IndexingPace.Of(provider.GetRequiredService<EmbeddingModels>()));
        services.AddSingleton<JournalSearch>();
        services.AddSingleton<ISearch>(provider => provider.GetRequiredService<JournalSearch>());
        services.AddSingleton<IUserEraser, KnowledgeEraser>();
        return services;
    }

    private static void AddEmbeddingModels(this IServiceCollection services)
    {
        services.AddOptions<VoyageOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<VoyageOptions>, VoyageOptions.Validation>();
        services.AddVendorClient<IVoyageApi>(Vendor.Voyage, VoyageJson.Default, (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<VoyageOptions>>().Value;
            client.BaseAddress = new Uri(options.Address.TrimEnd('/'));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        });
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<VoyageOptions>>().Value;
            return HealthProbe.Of(
                provider.GetRequiredService<VendorActivity>(), Vendor.Voyage, options.Model, isInUse: options.Provider == Provider.Cloud);
        });
        services.AddSingleton<TokenEstimate>();
        services.AddSingleton<VoyageBatches>();
        services.AddSingleton<VoyageEmbeddingGenerator>();
        services.AddSingleton(_ => new EmbeddedEmbeddingGenerator());
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
            provider.GetRequiredService<IOptions<VoyageOptions>>().Value.Provider == Provider.Cloud
                ? provider.GetRequiredService<VoyageEmbeddingGenerator>()
                : provider.GetRequiredService<EmbeddedEmbeddingGenerator>());
        services.AddSingleton(provider => new EmbeddingModels(
            provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>(),
            provider.GetRequiredService<IOptions<VoyageOptions>>().Value.ApiKey is { Length: > 0 }
                ? [provider.GetRequiredService<EmbeddedEmbeddingGenerator>(), provider.GetRequiredService<VoyageEmbeddingGenerator>()]
                : [provider.GetRequiredService<EmbeddedEmbeddingGenerator>()]));
    }

    private static void AddVectorStores(this IServiceCollection services)
    {
        services.AddOptions<UpstashOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<UpstashOptions>, UpstashOptions.Validation>();
        services.AddVendorClient<IUpstashApi>(Vendor.Upstash, UpstashJson.Default, (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<UpstashOptions>>().Value;
            client.BaseAddress = new Uri(options.Address!.TrimEnd('/'));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        });
        services.AddSingleton(provider => HealthProbe.Of(
            provider.GetRequiredService<VendorActivity>(),
            Vendor.Upstash,
            "upstash",
            stop => provider.GetRequiredService<IUpstashApi>().InfoAsync([], new VendorCall { Operation = "info" }, stop),
            provider.GetRequiredService<IOptions<UpstashOptions>>().Value.Provider == Provider.Cloud));
        services.AddSingleton<UpstashCalls>();
        services.AddSingleton<UpstashTopUp>();
        services.AddSingleton<UpstashVectorStore>();
        services.AddSingleton<VectorMemory>();
        services.AddSingleton<SqliteVectorStore>();
        services.TryAddSingleton<IVectorStore>(provider => provider.GetRequiredService<IOptions<UpstashOptions>>().Value.Provider == Provider.Cloud
            ? provider.GetRequiredService<UpstashVectorStore>()
            : provider.GetRequiredService<SqliteVectorStore>());
        services.AddSingleton(provider => new VectorStores(
            provider.GetRequiredService<IVectorStore>(),
            provider.GetRequiredService<IOptions<UpstashOptions>>().Value.IsReachable
                ? [provider.GetRequiredService<SqliteVectorStore>(), provider.GetRequiredService<UpstashVectorStore>()]
                : [provider.GetRequiredService<SqliteVectorStore>()]));
        services.AddSingleton<VectorSpaces>();
        services.AddSingleton<IVectorSpaceSwitch>(provider => provider.GetRequiredService<VectorSpaces>());
    }
}

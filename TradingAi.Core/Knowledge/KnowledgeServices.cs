using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Indexing;
using TradingAi.Core.Knowledge.Keywords;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Core.Knowledge.Vectors;

namespace TradingAi.Core.Knowledge;

/// <summary>Registers indexing and search on embedded parts.</summary>
public static class KnowledgeServices
{
    /// <summary>
    /// Adds <see cref="IEntityIndexer"/>, <see cref="ISearch"/>, <see cref="IVectorStore"/> and <see cref="KeywordIndex"/>. The
    /// embedding model is read on first use.
    /// </summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<VectorMemoryOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(_ => TradingLexicon.Load());
        services.AddSingleton<EntityChunker>();
        services.AddSingleton<KeywordIndex>();
        services.AddSingleton<IKeywordStatements, JournalKeywords>();
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_ => new EmbeddedEmbeddingGenerator());
        services.AddSingleton<TextEmbedder>();
        services.AddSingleton<VectorMemory>();
        services.TryAddSingleton<IVectorStore, SqliteVectorStore>();
        services.AddSingleton<IEntityIndexer, EntityIndexer>();
        services.AddSingleton<JournalSearch>();
        services.AddSingleton<ISearch>(provider => provider.GetRequiredService<JournalSearch>());
        return services;
    }
}

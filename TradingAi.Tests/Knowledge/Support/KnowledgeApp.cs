using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Knowledge.Support;

/// <summary>Indexing and search over real databases in a folder of its own, and a journal that the test sets.</summary>
internal sealed class KnowledgeApp : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingai-knowledge-").FullName;
    private readonly ServiceProvider _services;
    private readonly GivenJournal _journal = new();

    public KnowledgeApp(Action<IServiceCollection>? replace = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("DATA_DIRECTORY", _folder)]).Build());
        services.AddLogging();
        replace?.Invoke(services);
        services.AddStorage().AddKnowledge();
        services.AddSingleton<IJournalReader>(_journal);
        _services = services.BuildServiceProvider();
    }

    public static UserId User { get; } = UserId.Parse("trader");

    public JournalSnapshot Journal
    {
        get => _journal.Snapshot;
        set => _journal.Snapshot = value;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task IndexAsync(IEnumerable<EntityRef> entities, CancellationToken cancellationToken) =>
        Get<IEntityIndexer>().IndexAsync(User, [.. entities], cancellationToken);

    public Task<SearchResults> SearchAsync(string query, SearchFilter? filter = null) =>
        Get<ISearch>().SearchAsync(User, query, filter ?? new SearchFilter(), 10, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class GivenJournal : IJournalReader
    {
        public JournalSnapshot Snapshot { get; set; } = new(0, new UserProfile(), [], [], [], []);

        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) => new(Snapshot);
    }
}

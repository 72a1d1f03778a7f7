using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Knowledge.Support;

/// <summary>Indexing and search over real databases in a folder of its own, and a journal that the test sets or imports.</summary>
internal sealed class KnowledgeApp : IAsyncDisposable
{
    private readonly TemporaryDirectory? _own;
    private readonly ServiceProvider _services;
    private readonly GivenJournal _journal = new();

    /// <param name="replace">Registers services instead of the usual ones.</param>
    /// <param name="settings">Settings beside the data directory.</param>
    /// <param name="directory">A data directory that outlives the app, whose journals are read as they were imported; null for one of its own, and a given journal.</param>
    public KnowledgeApp(Action<IServiceCollection>? replace = null, Dictionary<string, string?>? settings = null, string? directory = null)
    {
        _own = directory is null ? new TemporaryDirectory() : null;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("DATA_DIRECTORY", directory ?? _own!.Path), .. settings ?? []]).Build());
        services.AddLogging();
        replace?.Invoke(services);
        services.AddStorage().AddJournal().AddKnowledge().AddOperations();
        if (directory is null)
        {
            services.AddSingleton<IJournalReader>(_journal);
        }

        _services = services.BuildServiceProvider();
    }

    public static UserId User { get; } = UserId.Parse("trader");

    public JournalSnapshot Journal
    {
        get => _journal.Snapshot;
        set => _journal.Snapshot = value;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task IndexAsync(IEnumerable<EntityRef> entities, CancellationToken cancellationToken) =>
        Get<IEntityIndexer>().IndexAsync(User, [.. entities], cancellationToken);

    public Task<SearchResults> SearchAsync(string query, SearchFilter? filter = null) =>
        Get<ISearch>().SearchAsync(User, query, filter ?? new SearchFilter(), 10, Cancelled);

    /// <summary>Imports a journal.</summary>
    public async Task ImportAsync(JsonObject journal)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(journal.ToJsonString()));
        Assert.Empty((await Get<IJournalImporter>().ImportAsync(User, json, Cancelled)).Rejected);
    }

    /// <summary>Indexes what is on the outbox, at most so many entities.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> DrainAsync(int max = 1_000)
    {
        var items = await Get<IOutbox>().TakeAsync(User, max, includeDeferred: true, Cancelled);
        await IndexAsync(items.Select(item => item.Entity), Cancelled);
        await Get<IOutbox>().CompleteAsync(User, items, Cancelled);
        return items.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Dispose();
    }

    private sealed class GivenJournal : IJournalReader
    {
        public JournalSnapshot Snapshot { get; set; } = new(0, new UserProfile(), [], [], [], []);

        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) => new(Snapshot);
    }
}

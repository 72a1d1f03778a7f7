using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Contract;

/// <summary>What the suites on a kind of storage share.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private readonly List<ServiceProvider> _instances = [];
    private IStorageUnderTest _storage = null!;

    protected static UserId Ann { get; } = UserId.Parse("ann");

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected ServiceProvider Instance => _instances[0];

    protected IUserDatabases Databases => Instance.GetRequiredService<IUserDatabases>();

    public async ValueTask InitializeAsync()
    {
        _storage = await StartAsync();
        NewInstance();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<IStorageUnderTest> StartAsync();

    private protected ServiceProvider NewInstance()
    {
        var instance = _storage.NewInstance();
        _instances.Add(instance);
        return instance;
    }

    protected static Task<long> CountAsync(IDatabase database, FormattableString query) => database.QueryFirstAsync(
        SqlStatement.Of(query), row => row.GetInt64("n"), Cancelled);
}

using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>What a test on databases of the simulator begins with.</summary>
public abstract class TursoTests(params string[] switches) : IAsyncLifetime
{
    private readonly List<ServiceProvider> _instances = [];

    private protected TursoStorage Turso { get; private set; } = null!;

    protected static UserId Ann { get; } = UserId.Parse("ann");

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Turso = await TursoStorage.StartAsync(switches);

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }

        await Turso.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The databases as another instance of the service sees them.</summary>
    private protected IUserDatabases NewInstance(params (string Key, string Value)[] settings)
    {
        var instance = Turso.NewInstance(settings);
        _instances.Add(instance);
        return instance.GetRequiredService<IUserDatabases>();
    }

    /// <summary>The system database as another instance of the service sees it.</summary>
    private protected ISystemDatabase NewSystem(params (string Key, string Value)[] settings)
    {
        var instance = Turso.NewInstance(settings);
        _instances.Add(instance);
        return instance.GetRequiredService<ISystemDatabase>();
    }

    protected static Task<long> CountAsync(IDatabase database, FormattableString query) => database.QueryFirstAsync(
        SqlStatement.Of(query), row => row.GetInt64("n"), Cancelled);

    protected static SqlStatement Insert(string id) => SqlStatement.Of($"INSERT INTO webhook_ids VALUES ({id}, 1)");
}

using Microsoft.Extensions.Options;
using TradingAi.Core.Storage.Migrations;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>The service's own database at <c>TURSO_SYSTEM_URL</c>, migrated at its first use.</summary>
internal sealed class TursoSystemDatabase : ISystemDatabase
{
    private readonly TursoDatabase _database;
    private readonly SharedWork<TursoAddress, bool> _preparation;
    private volatile bool _ready;

    public TursoSystemDatabase(IOptions<TursoOptions> options, HranaClient client, TursoPlatform platform, TimeProvider time)
    {
        var busyRetry = new BusyRetry(time);
        var migrations = new TursoMigrations(client, new Migrator(Migration.LoadAll("system")), busyRetry);
        _database = new TursoDatabase(client, TursoAddress.Parse(options.Value.SystemUrl!), busyRetry);
        _preparation = new SharedWork<TursoAddress, bool>(async address =>
        {
            await platform.CreateIfMissingAsync(address, () => migrations.ApplyAsync(address, create: true, CancellationToken.None));
            return _ready = true;
        });
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await _database.QueryAsync(query, map, cancellationToken);
    }

    public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await _database.ExecuteAsync(transaction, cancellationToken);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_ready)
        {
            return;
        }

        try
        {
            await _preparation.RunAsync(_database.Address, cancellationToken);
        }
        catch (TursoException error)
        {
            throw error.ToStorageException();
        }
    }
}

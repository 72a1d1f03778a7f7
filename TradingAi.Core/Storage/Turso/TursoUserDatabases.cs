using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage.Migrations;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>
/// One database a user, found by the registry, or made where <c>TURSO_URL_TEMPLATE</c> says. What was found once is remembered
/// until it turns out to be gone; that there is nothing is asked again each time, since another instance may make it.
/// </summary>
internal sealed class TursoUserDatabases : IUserDatabases
{
    private readonly ConcurrentDictionary<UserId, TursoDatabase> _ready = new();
    private readonly SharedWork<(UserId User, bool Create), TursoDatabase?> _preparations;
    private readonly UserDatabaseRegistry _registry;
    private readonly TursoPlatform _platform;
    private readonly TursoOptions _options;
    private readonly HranaClient _client;
    private readonly BusyRetry _busyRetry;
    private readonly TursoMigrations _migrations;

    public TursoUserDatabases(
        UserDatabaseRegistry registry, TursoPlatform platform, HranaClient client, IOptions<TursoOptions> options, TimeProvider time)
    {
        (_registry, _platform, _client, _options) = (registry, platform, client, options.Value);
        _busyRetry = new BusyRetry(time);
        _migrations = new TursoMigrations(client, new Migrator(Migration.LoadAll("user")), _busyRetry);
        _preparations = new(work => work.Create ? PrepareAsync(work.User) : PrepareExistingAsync(work.User));
    }

    public async Task<IDatabase> OpenAsync(UserId user, CancellationToken cancellationToken) =>
        (await GetAsync(user, create: true, cancellationToken))!;

    public async Task<IDatabase?> FindAsync(UserId user, CancellationToken cancellationToken) =>
        await GetAsync(user, create: false, cancellationToken);

    public async Task DeleteAsync(UserId user, CancellationToken cancellationToken)
    {
        if (await _registry.FindAsync(user, cancellationToken) is { } address)
        {
            Forget(user);
            await DeleteAsync(address, cancellationToken);
            await _registry.RemoveAsync(user, cancellationToken);
        }

        // Whoever found it in the meantime found the old one.
        Forget(user);
    }

    private async Task DeleteAsync(TursoAddress address, CancellationToken cancellationToken)
    {
        try
        {
            if (_platform.IsConfigured)
            {
                await _platform.DeleteAsync(address, cancellationToken);
            }
            else
            {
                await TursoContents.DropAsync(new TursoDatabase(_client, address, _busyRetry), cancellationToken);
            }
        }
        catch (TursoException error)
        {
            throw error.ToStorageException();
        }
    }

    private async Task<TursoDatabase?> GetAsync(UserId user, bool create, CancellationToken cancellationToken)
    {
        try
        {
            return _ready.TryGetValue(user, out var ready) ? ready : await _preparations.RunAsync((user, create), cancellationToken);
        }
        catch (TursoException error)
        {
            throw error.ToStorageException();
        }
    }

    // A user's database that is gone although it is recorded is not made anew: that would be an empty journal.
    private async Task<TursoDatabase?> PrepareExistingAsync(UserId user) =>
        await _registry.FindAsync(user, CancellationToken.None) is { } address
        && await _migrations.ApplyAsync(address, create: false, CancellationToken.None)
            ? Remember(user, address)
            : null;

    private async Task<TursoDatabase?> PrepareAsync(UserId user)
    {
        if (await _registry.FindAsync(user, CancellationToken.None) is { } address)
        {
            await _migrations.ApplyAsync(address, create: true, CancellationToken.None);
        }
        else
        {
            // Recorded last: a record stands for a database that is there.
            address = TursoAddress.Parse(_options.UrlOf(user));
            await _platform.CreateIfMissingAsync(address, () => _migrations.ApplyAsync(address, create: true, CancellationToken.None));
            await _registry.AddAsync(user, address, CancellationToken.None);
        }

        return Remember(user, address);
    }

    private TursoDatabase Remember(UserId user, TursoAddress address) => _ready.GetOrAdd(
        user, new TursoDatabase(_client, address, _busyRetry, lost => _ready.TryRemove(KeyValuePair.Create(user, lost))));

    private void Forget(UserId user)
    {
        if (_ready.TryRemove(user, out var database))
        {
            database.MarkDeleted();
        }
    }
}

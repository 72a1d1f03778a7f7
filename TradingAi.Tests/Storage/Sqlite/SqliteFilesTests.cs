using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Storage.Sqlite;

public sealed class SqliteFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;
    private readonly IUserDatabases _databases;

    public SqliteFilesTests()
    {
        _services = StorageFixture.Build(_directory.Path);
        _databases = _services.GetRequiredService<IUserDatabases>();
    }

    public void Dispose()
    {
        _services.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Finding_an_unknown_user_creates_nothing()
    {
        Assert.Null(await _databases.FindAsync(UserId.Parse("nobody"), default));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task Many_writers_of_one_user_and_readers_beside_them_lose_nothing()
    {
        var user = UserId.Parse("ann");
        var database = await _databases.OpenAsync(user, default);
        await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE counter (n INTEGER)"), default);
        await database.ExecuteAsync(SqlStatement.Of($"INSERT INTO counter VALUES (0)"), default);

        await Parallel.ForAsync(0, 200, async (i, cancellationToken) =>
        {
            var mine = await _databases.OpenAsync(user, cancellationToken);
            await mine.ExecuteAsync(SqlStatement.Of($"UPDATE counter SET n = n + 1"), cancellationToken);
            await mine.QueryAsync(SqlStatement.Of($"SELECT n FROM counter"), row => row.GetInt64("n"), cancellationToken);
        });

        Assert.Equal(200, await database.QueryFirstAsync(SqlStatement.Of($"SELECT n FROM counter"), row => row.GetInt64("n"), default));
    }

    [Fact]
    public async Task A_corrupt_file_of_one_user_is_kept_and_leaves_the_others_alone()
    {
        var file = Path.Combine(_directory.Path, "users", "ann.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("this is not a database. ", 400)));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => _databases.OpenAsync(UserId.Parse("ann"), default));
        Assert.Contains("not a database", error.Message);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _databases.FindAsync(UserId.Parse("ann"), default));
        Assert.StartsWith("this is not", await File.ReadAllTextAsync(file));
        Assert.NotNull(await _databases.OpenAsync(UserId.Parse("bob"), default));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_stored_before_stays()
    {
        var database = await _databases.OpenAsync(UserId.Parse("ann"), default);
        await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE texts (t TEXT)"), default);
        await database.ExecuteAsync(SqlStatement.Of($"INSERT INTO texts VALUES ('first')"), default);
        await database.QueryAsync(SqlStatement.Of($"PRAGMA max_page_count = 1"), row => 0, default);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            database.ExecuteAsync(SqlStatement.Of($"INSERT INTO texts VALUES ({new string('x', 1_000_000)})"), default));
        Assert.Contains("full", error.Message);
        Assert.Equal("first", await database.QueryFirstAsync(SqlStatement.Of($"SELECT t FROM texts"), row => row.GetString("t"), default));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_said()
    {
        var file = Path.Combine(_directory.Path, "a-file");
        await File.WriteAllTextAsync(file, "");
        await using var services = StorageFixture.Build(Path.Combine(file, "below"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            services.GetRequiredService<IUserDatabases>().OpenAsync(UserId.Parse("ann"), default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            services.GetRequiredService<ISchedules>().LastRunAsync("batch", default));
    }

    [Fact]
    public async Task A_deleted_database_is_gone_and_a_new_one_starts_empty()
    {
        var user = UserId.Parse("ann");
        var old = await _databases.OpenAsync(user, default);
        await old.ExecuteAsync(SqlStatement.Of($"CREATE TABLE mine (n INTEGER)"), default);
        await _databases.DeleteAsync(user, default);

        Assert.Null(await _databases.FindAsync(user, default));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory.Path, "users")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => old.ExecuteAsync(SqlStatement.Of($"INSERT INTO mine VALUES (1)"), default));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory.Path, "users")));

        var fresh = await _databases.OpenAsync(user, default);
        Assert.Equal(0, await fresh.QueryFirstAsync(
            SqlStatement.Of($"SELECT count(*) AS n FROM sqlite_master WHERE name = 'mine'"), row => row.GetInt64("n"), default));
    }

    [Fact]
    public async Task Many_users_fit_into_few_connections()
    {
        await using var services = StorageFixture.Build(_directory.Path, ("STORAGE_IDLE_CONNECTIONS", "2"), ("STORAGE_CONCURRENT_CALLS", "2"));
        var databases = services.GetRequiredService<IUserDatabases>();
        await Parallel.ForAsync(0, 30, async (i, cancellationToken) =>
        {
            var database = await databases.OpenAsync(UserId.Parse($"user{i}"), cancellationToken);
            await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE mine (n INTEGER)"), cancellationToken);
        });

        // A database whose last connection was closed has no log beside it.
        Assert.True(Directory.GetFiles(Path.Combine(_directory.Path, "users"), "*-wal").Length <= 2);
    }
}

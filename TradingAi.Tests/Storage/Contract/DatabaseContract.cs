using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Contract;

/// <summary>What every <see cref="IDatabase"/> does.</summary>
public abstract class DatabaseContract : StorageContract
{
    [Fact]
    public async Task A_transaction_succeeds_or_fails_as_a_whole()
    {
        var database = await OpenWithNumbersAsync();
        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync(
            [Insert(1), Insert(2), Insert(1), Insert(3)], Cancelled));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));

        await database.ExecuteAsync([Insert(1), Insert(2)], Cancelled);
        Assert.Equal(2, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));
    }

    [Fact]
    public async Task Each_statement_tells_how_many_rows_it_changed()
    {
        var database = await OpenWithNumbersAsync();
        var changed = await database.ExecuteAsync(
            [
                SqlStatement.Of($"INSERT INTO numbers (n) VALUES (1), (2), (3)"),
                SqlStatement.Of($"UPDATE numbers SET t = 'x' WHERE n > {1}"),
                SqlStatement.Of($"UPDATE numbers SET t = 'x' WHERE n > {10}"),
                SqlStatement.Of($"INSERT INTO numbers (n) VALUES (1) ON CONFLICT (n) DO UPDATE SET t = 'y' WHERE n > {5}"),
                SqlStatement.Of($"INSERT INTO numbers (n) VALUES (1) ON CONFLICT (n) DO UPDATE SET t = 'y'"),
                SqlStatement.Of($"DELETE FROM numbers"),
            ],
            Cancelled);

        Assert.Equal([3, 2, 0, 0, 1, 3], changed);
    }

    [Fact]
    public async Task A_statement_sees_what_the_ones_before_it_did()
    {
        var database = await OpenWithNumbersAsync();
        var changed = await database.ExecuteAsync(
            [
                Insert(1),
                SqlStatement.Of($"UPDATE numbers SET t = 'x' WHERE n = {2}"),
                SqlStatement.Of($"INSERT INTO numbers (n) SELECT 100 WHERE changes() = 1"),
                SqlStatement.Of($"UPDATE numbers SET t = 'x' WHERE n = {1}"),
                SqlStatement.Of($"INSERT INTO numbers (n) SELECT 200 WHERE changes() = 1"),
                SqlStatement.Of($"INSERT INTO numbers (n) SELECT 300 WHERE EXISTS (SELECT 1 FROM numbers WHERE n = {200})"),
            ],
            Cancelled);

        Assert.Equal([1, 0, 0, 1, 1, 1], changed);
        Assert.Equal(
            [1, 200, 300],
            await database.QueryAsync(SqlStatement.Of($"SELECT n FROM numbers ORDER BY n"), row => row.GetInt64("n"), Cancelled));
    }

    [Fact]
    public async Task No_statements_are_no_transaction()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        Assert.Empty(await database.ExecuteAsync([], Cancelled));
    }

    [Fact]
    public async Task A_writer_whose_guard_is_broken_came_too_late_and_writes_nothing()
    {
        var database = await OpenWithNumbersAsync();
        await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE state (version INTEGER NOT NULL CHECK (version >= 0))"), Cancelled);
        await database.ExecuteAsync(SqlStatement.Of($"INSERT INTO state VALUES (5)"), Cancelled);

        await database.ExecuteAsync([Raise(5), Insert(1)], Cancelled);
        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync([Raise(5), Insert(2)], Cancelled));

        Assert.Equal(6, await CountAsync(database, $"SELECT version AS n FROM state"));
        Assert.Equal(1, await CountAsync(database, $"SELECT sum(n) AS n FROM numbers"));

        static SqlStatement Raise(long read) =>
            SqlStatement.Of($"UPDATE state SET version = CASE version WHEN {read} THEN version + 1 ELSE -1 END");
    }

    [Fact]
    public async Task A_transaction_of_thousands_of_statements_is_one_transaction()
    {
        var database = await OpenWithNumbersAsync();
        var many = Enumerable.Range(1, 2_300).Select(Insert).ToList();

        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync([.. many, Insert(7)], Cancelled));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));

        var changed = await database.ExecuteAsync([.. many, SqlStatement.Of($"DELETE FROM numbers WHERE n <= {2}")], Cancelled);
        Assert.Equal(2_301, changed.Count);
        Assert.Equal(2, changed[^1]);
        Assert.Equal(2_298, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));
    }

    [Fact]
    public async Task Texts_of_megabytes_come_back_whole_or_not_at_all()
    {
        var database = await OpenWithNumbersAsync();
        var texts = Enumerable.Range(1, 4).Select(n => string.Concat(Enumerable.Repeat($"{n} “žluťoučký” ", 60_000))).ToList();
        SqlStatement[] inserts = [.. texts.Select((text, n) => SqlStatement.Of($"INSERT INTO numbers (n, t) VALUES ({n}, {text})"))];

        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync([.. inserts, Insert(0)], Cancelled));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));

        await database.ExecuteAsync(inserts, Cancelled);
        Assert.Equal(texts, await database.QueryAsync(SqlStatement.Of($"SELECT t FROM numbers ORDER BY n"), row => row.GetString("t"), Cancelled));
    }

    [Fact]
    public async Task Writers_and_readers_at_once_lose_nothing()
    {
        var database = await OpenWithNumbersAsync();
        await database.ExecuteAsync(Insert(0), Cancelled);

        await Parallel.ForAsync(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled }, async (_, token) =>
        {
            var mine = await Databases.OpenAsync(Ann, token);
            await mine.ExecuteAsync([SqlStatement.Of($"UPDATE numbers SET n = n + 1"), SqlStatement.Of($"UPDATE numbers SET n = n + 1")], token);
            Assert.Equal(0, await mine.QueryFirstAsync(SqlStatement.Of($"SELECT n % 2 AS odd FROM numbers"), row => row.GetInt64("odd"), token));
        });

        Assert.Equal(120, await CountAsync(database, $"SELECT n FROM numbers"));
    }

    [Fact]
    public async Task A_faulty_statement_is_neither_an_outage_nor_a_conflict()
    {
        var database = await OpenWithNumbersAsync();
        var query = await Assert.ThrowsAnyAsync<Exception>(() => database.QueryAsync(SqlStatement.Of($"SELEC 1"), _ => 0, Cancelled));
        var transaction = await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync(
            [Insert(1), SqlStatement.Of($"UPDATE numbers SET nothing = 1")], Cancelled));

        Assert.All([query, transaction], error => Assert.False(error is StorageUnavailableException or StorageConflictException, error.ToString()));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));
    }

    [Fact]
    public async Task What_is_cancelled_is_not_begun()
    {
        var database = await OpenWithNumbersAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ExecuteAsync([Insert(1)], source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.QueryAsync(SqlStatement.Of($"SELECT 1"), _ => 0, source.Token));
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM numbers"));
    }

    [Fact]
    public async Task Foreign_keys_are_enforced()
    {
        var database = await OpenWithNumbersAsync();
        await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE parts (n INTEGER REFERENCES numbers (n) ON DELETE CASCADE)"), Cancelled);
        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync(SqlStatement.Of($"INSERT INTO parts VALUES (1)"), Cancelled));

        await database.ExecuteAsync([Insert(1), SqlStatement.Of($"INSERT INTO parts VALUES (1)"), SqlStatement.Of($"DELETE FROM numbers")], Cancelled);
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM parts"));
    }

    private static SqlStatement Insert(int n) => SqlStatement.Of($"INSERT INTO numbers (n) VALUES ({n})");

    private async Task<IDatabase> OpenWithNumbersAsync()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(SqlStatement.Of($"CREATE TABLE numbers (n INTEGER PRIMARY KEY, t TEXT)"), Cancelled);
        return database;
    }
}

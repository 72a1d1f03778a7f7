using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Contract;

/// <summary>What <see cref="IUserDatabases"/> and <see cref="ISystemDatabase"/> do, however many instances of the service there are.</summary>
public abstract class UserDatabasesContract : StorageContract
{
    [Fact]
    public async Task Asking_for_an_unknown_user_finds_and_makes_nothing()
    {
        Assert.Null(await Databases.FindAsync(Ann, Cancelled));
        Assert.Null(await Databases.FindAsync(Ann, Cancelled));
        await Databases.DeleteAsync(Ann, Cancelled);
        Assert.Null(await Databases.FindAsync(Ann, Cancelled));
    }

    [Fact]
    public async Task A_user_is_found_by_other_instances_as_soon_as_they_are_there()
    {
        var others = NewInstance().GetRequiredService<IUserDatabases>();
        Assert.Null(await others.FindAsync(Ann, Cancelled));

        var mine = await Databases.OpenAsync(Ann, Cancelled);
        await mine.ExecuteAsync(SqlStatement.Of($"INSERT INTO webhook_ids VALUES ('w', 1)"), Cancelled);

        var theirs = await others.FindAsync(Ann, Cancelled);
        Assert.NotNull(theirs);
        Assert.Equal(1, await CountAsync(theirs, $"SELECT count(*) AS n FROM webhook_ids"));
    }

    [Fact]
    public async Task A_new_database_has_the_whole_schema_and_a_journal_at_its_first_version()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        Assert.Equal(1, await CountAsync(database, $"SELECT count(*) AS n FROM journal_state WHERE data_version = first_version"));

        // A trigger fills the words, a virtual table.
        await database.ExecuteAsync(SqlStatement.Of($"""
            INSERT INTO search_passages (entity, is_trade, chunk, title, body, keywords, concepts)
            VALUES ('trade_note:1', 0, 0, 'Title', 'I was chasing; sold too late.', '', 'chasing')
            """), Cancelled);
        Assert.Equal(1, await CountAsync(database, $"SELECT count(*) AS n FROM writing_words WHERE writing_words MATCH {"sell OR chased"}"));
    }

    [Fact]
    public async Task Instances_that_open_a_new_user_at_the_same_time_migrate_once()
    {
        var instances = Enumerable.Range(0, 3).Select(_ => NewInstance().GetRequiredService<IUserDatabases>()).ToList();
        await Task.WhenAll(instances.SelectMany(databases => Enumerable.Range(0, 3).Select(_ => databases.OpenAsync(Ann, Cancelled))));

        var database = await Databases.OpenAsync(Ann, Cancelled);
        Assert.Equal(1, await CountAsync(database, $"SELECT count(*) AS n FROM journal_state"));
        Assert.True(await CountAsync(database, $"SELECT count(*) AS n FROM migrations") > 5);
        Assert.Equal(0, await CountAsync(database, $"SELECT count(*) AS n FROM migrations WHERE length(checksum) <> 64 OR applied_at IS NULL"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(SqlStatement.Of($"INSERT INTO migrations (number, name, checksum) VALUES (9999, '9999_later.sql', 'x')"), Cancelled);

        var later = NewInstance().GetRequiredService<IUserDatabases>();
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => later.FindAsync(Ann, Cancelled));
        Assert.Contains("9999", error.Message);
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_said()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(SqlStatement.Of($"UPDATE migrations SET checksum = 'x' WHERE number = 1"), Cancelled);

        var later = NewInstance().GetRequiredService<IUserDatabases>();
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => later.OpenAsync(Ann, Cancelled));
        Assert.Contains("0001_journal.sql", error.Message);
    }

    [Fact]
    public async Task A_migration_that_is_missing_is_applied_although_later_ones_are_there()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(
            [SqlStatement.Of($"DROP TABLE idempotency_keys"), SqlStatement.Of($"DELETE FROM migrations WHERE name LIKE '%_idempotency.sql'")], Cancelled);

        var later = await NewInstance().GetRequiredService<IUserDatabases>().FindAsync(Ann, Cancelled);
        Assert.Equal(0, await CountAsync(later!, $"SELECT count(*) AS n FROM idempotency_keys"));
    }

    [Fact]
    public async Task Users_whose_ids_differ_in_case_only_share_nothing()
    {
        var lower = await Databases.OpenAsync(Ann, Cancelled);
        var upper = await Databases.OpenAsync(UserId.Parse("ANN"), Cancelled);
        await lower.ExecuteAsync(SqlStatement.Of($"CREATE TABLE mine (n INTEGER)"), Cancelled);

        Assert.Equal(0, await CountAsync(upper, $"SELECT count(*) AS n FROM sqlite_master WHERE name = 'mine'"));
    }

    [Fact]
    public async Task A_deleted_database_is_gone_and_a_new_one_starts_empty()
    {
        var old = await Databases.OpenAsync(Ann, Cancelled);
        await old.ExecuteAsync(SqlStatement.Of($"CREATE TABLE mine (n INTEGER)"), Cancelled);
        await old.ExecuteAsync(SqlStatement.Of($"INSERT INTO webhook_ids VALUES ('w', 1)"), Cancelled);
        await Databases.DeleteAsync(Ann, Cancelled);

        Assert.Null(await Databases.FindAsync(Ann, Cancelled));
        Assert.Null(await NewInstance().GetRequiredService<IUserDatabases>().FindAsync(Ann, Cancelled));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => old.ExecuteAsync(SqlStatement.Of($"INSERT INTO webhook_ids VALUES ('x', 1)"), Cancelled));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => old.QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), _ => 0, Cancelled));
        Assert.Null(await Databases.FindAsync(Ann, Cancelled));

        var fresh = await Databases.OpenAsync(Ann, Cancelled);
        Assert.Equal(0, await CountAsync(fresh, $"SELECT count(*) AS n FROM sqlite_master WHERE name = 'mine'"));
        Assert.Equal(0, await CountAsync(fresh, $"SELECT count(*) AS n FROM webhook_ids"));
        Assert.Equal(1, await CountAsync(fresh, $"SELECT count(*) AS n FROM journal_state"));
    }

    [Fact]
    public async Task Many_users_at_once_each_get_their_own()
    {
        await Parallel.ForAsync(0, 12, Cancelled, async (i, token) =>
        {
            var database = await Databases.OpenAsync(UserId.Parse($"user{i}"), token);
            await database.ExecuteAsync(SqlStatement.Of($"INSERT INTO webhook_ids VALUES ({$"w{i}"}, {i})"), token);
        });

        for (var i = 0; i < 12; i++)
        {
            var database = await Databases.FindAsync(UserId.Parse($"user{i}"), Cancelled);
            Assert.Equal(i, await CountAsync(database!, $"SELECT received_at AS n FROM webhook_ids"));
        }
    }

    [Fact]
    public async Task Of_instances_that_claim_a_run_one_gets_it()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NewInstance().GetRequiredService<ISchedules>())
            .Select(schedules => schedules.TryStartAsync("batch", DateTimeOffset.UnixEpoch, Cancelled)));

        Assert.Equal(1, claims.Count(claimed => claimed));
        Assert.NotNull(await Instance.GetRequiredService<ISchedules>().LastRunAsync("batch", Cancelled));
    }
}

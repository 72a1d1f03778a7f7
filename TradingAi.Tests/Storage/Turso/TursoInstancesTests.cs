using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>What instances of the service know of each other's users: the registry.</summary>
public sealed class TursoInstancesTests : TursoTests
{
    [Fact]
    public async Task A_database_that_another_instance_deleted_is_an_error_and_then_unknown()
    {
        var mine = NewInstance();
        var theirs = NewInstance();
        await mine.OpenAsync(Ann, Cancelled);
        var held = await theirs.FindAsync(Ann, Cancelled);
        await mine.DeleteAsync(Ann, Cancelled);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => held!.ExecuteAsync(Insert("late"), Cancelled));
        Assert.Null(await theirs.FindAsync(Ann, Cancelled));

        var fresh = await theirs.OpenAsync(Ann, Cancelled);
        Assert.Equal(0, await CountAsync(fresh, $"SELECT count(*) AS n FROM webhook_ids"));
        Assert.NotNull(await mine.FindAsync(Ann, Cancelled));
    }

    [Fact]
    public async Task A_deleted_database_holds_nothing_any_more()
    {
        var databases = NewInstance();
        var database = await databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync([SqlStatement.Of($"CREATE VIEW own AS SELECT * FROM webhook_ids"), Insert("a")], Cancelled);
        await databases.DeleteAsync(Ann, Cancelled);

        // The same place, looked at as another database.
        var place = NewSystem(("TURSO_SYSTEM_URL", Turso.Url + "/turso/tradingai-ann"));
        Assert.Equal(0, await CountAsync(place, $"""
            SELECT count(*) AS n FROM sqlite_master
            WHERE name IN ('own', 'webhook_ids', 'journal_state', 'writing_words', 'writing_words_content', 'search_passages')
            """));
        Assert.Equal(1, await CountAsync(place, $"SELECT count(*) AS n FROM sqlite_master WHERE name = 'schedules'"));
    }

    [Fact]
    public async Task Where_a_users_database_is_stays_recorded_whatever_the_template_says_later()
    {
        var database = await NewInstance().OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(Insert("a"), Cancelled);

        var moved = NewInstance(("TURSO_URL_TEMPLATE", Turso.Url + "/turso/elsewhere-{user}"));
        Assert.Equal(1, await CountAsync((await moved.FindAsync(Ann, Cancelled))!, $"SELECT count(*) AS n FROM webhook_ids"));
        Assert.Equal(1, await CountAsync(await moved.OpenAsync(Ann, Cancelled), $"SELECT count(*) AS n FROM webhook_ids"));
    }

    [Fact]
    public async Task A_record_without_a_database_behind_it_is_no_user_and_makes_none()
    {
        var system = NewSystem();
        await system.ExecuteAsync(
            SqlStatement.Of($"INSERT INTO user_databases VALUES ('ann', {Turso.Url + "/turso/half-deleted"}, 1)"), Cancelled);

        Assert.Null(await NewInstance().FindAsync(Ann, Cancelled));
        await NewInstance().OpenAsync(Ann, Cancelled);
        Assert.NotNull(await NewInstance().FindAsync(Ann, Cancelled));
    }

    [Theory]
    [InlineData("http://db.example.com")]
    [InlineData("nonsense")]
    public async Task A_recorded_address_that_would_give_the_token_away_is_not_used(string url)
    {
        await NewSystem().ExecuteAsync(SqlStatement.Of($"INSERT INTO user_databases VALUES ('ann', {url}, 1)"), Cancelled);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => NewInstance().FindAsync(Ann, Cancelled));
        Assert.Contains("user_databases", error.Message);
    }
}

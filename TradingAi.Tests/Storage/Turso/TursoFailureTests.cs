using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>A database that fails in every way that can be made to happen: an honest outage, and afterwards all or nothing.</summary>
public sealed class TursoFailureTests : TursoTests
{
    private static readonly (string, string) s_shortPatience = ("TURSO_TIMEOUT_SECONDS", "4");

    public static TheoryData<string, object> Failures => new()
    {
        { "503", new { kind = "status", status = 503 } },
        { "500", new { kind = "status", status = 500 } },
        { "429", new { kind = "status", status = 429, retry_after = 30 } },
        { "cut", new { kind = "cut", after_bytes = 20 } },
        { "malformed", new { kind = "malformed" } },
        { "hang", new { kind = "hang" } },
        { "hang within the answer", new { kind = "hang", after_bytes = 20 } },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_query_ends_as_an_outage(string name, object fault)
    {
        var database = await NewInstance(s_shortPatience).OpenAsync(Ann, Cancelled);
        await Turso.FailAsync(fault);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => CountAsync(database, $"SELECT count(*) AS n FROM webhook_ids"));
        Assert.True(error.Message.Contains("/turso/tradingai-ann", StringComparison.Ordinal), $"{name}: {error.Message}");
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_transaction_ends_as_an_outage_and_happened_wholly_or_not_at_all(string name, object fault)
    {
        var database = await NewInstance(s_shortPatience).OpenAsync(Ann, Cancelled);
        await Turso.FailAsync(fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => database.ExecuteAsync([Insert("a"), Insert("b")], Cancelled));
        await Turso.RecoverAsync();

        var again = await NewInstance().FindAsync(Ann, Cancelled);
        var stored = await CountAsync(again!, $"SELECT count(*) AS n FROM webhook_ids");
        Assert.True(stored is 0 or 2, $"{name}: {stored} of 2");

        // What callers do: try again, and take the refusal of what is there already as done.
        try
        {
            await again!.ExecuteAsync([Insert("a"), Insert("b")], Cancelled);
            Assert.Equal(0, stored);
        }
        catch (StorageConflictException)
        {
            Assert.Equal(2, stored);
        }

        Assert.Equal(2, await CountAsync(again!, $"SELECT count(*) AS n FROM webhook_ids"));
    }

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_user_cannot_be_opened_while_the_databases_are_away_and_can_afterwards(string name, object fault)
    {
        await Turso.FailAsync(fault);
        var databases = NewInstance(s_shortPatience);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => databases.OpenAsync(Ann, Cancelled));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => databases.FindAsync(Ann, Cancelled));
        await Turso.RecoverAsync();

        var database = await NewInstance().OpenAsync(Ann, Cancelled);
        Assert.True(await CountAsync(database, $"SELECT count(*) AS n FROM journal_state") == 1, name);
    }

    [Fact]
    public async Task A_large_transaction_that_fails_between_its_requests_leaves_nothing_and_no_lock()
    {
        var databases = NewInstance(s_shortPatience);
        var database = await databases.OpenAsync(Ann, Cancelled);
        SqlStatement[] many = [.. Enumerable.Range(0, 1_400).Select(n => Insert($"w{n}")), Insert("w7")];
        await Assert.ThrowsAsync<StorageConflictException>(() => database.ExecuteAsync(many, Cancelled));

        await database.ExecuteAsync(Insert("after"), Cancelled);
        Assert.Equal(1, await CountAsync(database, $"SELECT count(*) AS n FROM webhook_ids"));
    }

    [Fact]
    public async Task A_failure_that_passes_is_not_noticed()
    {
        var database = await NewInstance().OpenAsync(Ann, Cancelled);
        await Turso.FailAsync(new { kind = "status", status = 503, count = 1 });
        Assert.Equal([1], await database.ExecuteAsync([Insert("a")], Cancelled));
        await Turso.FailAsync(new { kind = "cut", after_bytes = 20, count = 1 });
        Assert.Equal(1, await CountAsync(database, $"SELECT count(*) AS n FROM webhook_ids"));
    }

    [Fact]
    public async Task A_wrong_token_is_said()
    {
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            NewInstance(("TURSO_AUTH_TOKEN", "wrong-token")).OpenAsync(Ann, Cancelled));
        Assert.Contains("TURSO_AUTH_TOKEN", error.Message);
        Assert.DoesNotContain("wrong-token", error.ToString());
    }

    [Fact]
    public async Task Nobody_listening_is_an_outage()
    {
        var databases = NewInstance(s_shortPatience, ("TURSO_SYSTEM_URL", "http://127.0.0.1:1/turso/system"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => databases.OpenAsync(Ann, Cancelled));
    }
}

using System.Text.Json.Nodes;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using static TradingAi.Tests.Journal.JournalFixture;

namespace TradingAi.Tests.Journal;

public sealed class ImportTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task The_sample_is_imported_whole_and_importing_it_again_changes_nothing()
    {
        var sample = await File.ReadAllTextAsync(SamplePath);
        var first = await _journal.ImportAsync(sample);
        Assert.Equal((455 + 134 + 266 + 41 + 6, 0, 0), (first.Imported, first.Unchanged, first.RejectedCount));
        Assert.Empty(first.Rejected);

        var snapshot = await _journal.ReadAsync();
        Assert.Equal(455 - 7 + 134 - 3, snapshot.Trades.Count);
        Assert.Equal((266, 40, 6), (snapshot.TradeNotes.Count, snapshot.Notebooks.Count, snapshot.Playbooks.Count));
        Assert.Equal(("America/Chicago", "USD"), (snapshot.Profile.TimeZoneId, snapshot.Profile.Currency));

        var second = await _journal.ImportAsync(sample);
        Assert.Equal((0, 902), (second.Imported, second.Unchanged));
        Assert.Equal(snapshot.Version, (await _journal.ReadAsync()).Version);
        var status = await _journal.StatusAsync();
        Assert.Equal((902 - 11, 0, 902 - 11), (status.Entities, status.Indexed, status.Pending));
    }

    [Fact]
    public async Task Good_rows_stay_though_others_are_rejected_by_path()
    {
        var result = await _journal.ImportAsync(new JsonObject
        {
            ["stocks"] = new JsonArray(Stock(1), Stock(2, ("numberShares", -5)), Stock(3, ("entryPrice", "NaN")), Stock(4)),
            ["options"] = new JsonArray(Option(1, ("expiration_date", "2026-02-30"))),
            ["playbooks"] = "none",
            ["user_profile"] = new JsonObject { ["timezone"] = "Mars/Olympus" },
        });

        Assert.Equal(2, result.Imported);
        Assert.Equal(
            ["stocks[1].numberShares", "stocks[2].entryPrice", "options[0].expiration_date", "user_profile.timezone", "playbooks"],
            result.Rejected.Select(r => r.Path));
        Assert.All(result.Rejected, r => Assert.NotEmpty(r.Message));
        Assert.Equal(["1", "4"], (await _journal.ReadAsync()).Trades.Select(t => t.Ref.Id).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{\"stocks\":[{\"id\":1")]
    [InlineData("{\"stocks\":[]}}")]
    [InlineData("not json")]
    public async Task A_document_that_is_broken_or_no_object_is_refused_and_nothing_is_kept(string document)
    {
        var error = await Assert.ThrowsAsync<RequestRefusedException>(() => _journal.ImportAsync(document));
        Assert.Equal(RefusalReason.Invalid, error.Reason);
        Assert.False(File.Exists(Path.Combine(_journal.Directory, "users", "ann.db")));
    }

    [Fact]
    public async Task A_truncated_sample_keeps_nothing()
    {
        var sample = await File.ReadAllTextAsync(SamplePath);
        await Assert.ThrowsAsync<RequestRefusedException>(() => _journal.ImportAsync(sample[..^20]));
        Assert.Empty((await _journal.ReadAsync()).Trades);
        Assert.Empty(Directory.GetFiles(Path.Combine(_journal.Directory, "uploads")));
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused()
    {
        using var journal = new JournalFixture(("IMPORT_MAX_MEGABYTES", "1"));
        var error = await Assert.ThrowsAsync<RequestRefusedException>(() => journal.ImportAsync(new string(' ', 1_000_001) + "{}"));
        Assert.Equal(RefusalReason.TooLarge, error.Reason);
        Assert.Contains("1 MB", Assert.Single(error.Errors["body"]));
    }

    [Fact]
    public async Task A_row_larger_than_the_read_buffer_and_a_byte_order_mark_are_no_obstacle()
    {
        var note = Note("n", null);
        note["content"] = new string('x', 300_000);
        var result = await _journal.ImportAsync("\uFEFF" + new JsonObject { ["trade_notes"] = new JsonArray(note) }.ToJsonString());
        Assert.Equal(1, result.Imported);
        Assert.Equal(300_000, Assert.Single((await _journal.ReadAsync()).TradeNotes).Content.Length);
    }

    [Fact]
    public async Task Of_two_rows_with_one_id_the_newer_one_stays_wherever_it_stands()
    {
        await _journal.ImportAsync(new JsonObject
        {
            ["stocks"] = new JsonArray(
                Stock(1, ("symbol", "NEW"), ("updatedAt", "2026-09-05T00:00:00Z")), Stock(1, ("symbol", "OLD"), ("updatedAt", "2026-09-04 23:59:59"))),
        });
        Assert.Equal("NEW", Assert.Single((await _journal.ReadAsync()).Trades).Symbol);
    }

    [Fact]
    public async Task A_profile_is_as_new_as_the_document_it_comes_in()
    {
        await _journal.SendAsync("user_profile.updated", new JsonObject { ["timezone"] = "Asia/Tokyo" }, "2026-09-10T00:00:00Z");
        var document = new JsonObject { ["user_profile"] = new JsonObject { ["timezone"] = "Europe/Berlin" }, ["stocks"] = new JsonArray(Stock(1)) };
        await _journal.ImportAsync(document);
        Assert.Equal("Asia/Tokyo", (await _journal.ReadAsync()).Profile.TimeZoneId);

        document["stocks"]![0]!["updatedAt"] = "2026-09-11T00:00:00Z";
        await _journal.ImportAsync(document);
        Assert.Equal("Europe/Berlin", (await _journal.ReadAsync()).Profile.TimeZoneId);
    }

    [Fact]
    public async Task A_deleted_entity_comes_back_only_by_a_newer_row()
    {
        await _journal.ImportAsync(new JsonObject { ["stocks"] = new JsonArray(Stock(1)) });
        await _journal.SendAsync("stock.deleted", new JsonObject { ["id"] = 1 }, "2026-09-20T00:00:00Z");
        Assert.Equal(1, (await _journal.ImportAsync(new JsonObject { ["stocks"] = new JsonArray(Stock(1)) })).Unchanged);
        Assert.Empty((await _journal.ReadAsync()).Trades);

        await _journal.ImportAsync(new JsonObject { ["stocks"] = new JsonArray(Stock(1, ("updatedAt", "2026-09-20T00:00:01Z"))) });
        Assert.Single((await _journal.ReadAsync()).Trades);
    }

    [Fact]
    public async Task Rows_whose_status_and_exit_disagree_follow_the_exit_and_are_reported()
    {
        var result = await _journal.ImportAsync(new JsonObject
        {
            ["options"] = new JsonArray(
                Option(1, ("exit_price", 3), ("exit_date", "2026-09-03T15:00:00Z")),
                Option(2, ("status", "closed"), ("exit_price", 3))),
        });

        Assert.Equal(["options[0].status", "options[1].status"], result.Warnings.Select(w => w.Path));
        var snapshot = await _journal.ReadAsync();
        Assert.True(snapshot.FindTrade(new EntityRef(EntityType.Option, "1"))!.IsClosed);
        Assert.False(snapshot.FindTrade(new EntityRef(EntityType.Option, "2"))!.IsClosed);
    }
}

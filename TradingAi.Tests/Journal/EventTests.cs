using System.Text.Json.Nodes;
using CsCheck;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Core.Operations;
using static TradingAi.Tests.Journal.JournalFixture;

namespace TradingAi.Tests.Journal;

public sealed class EventTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_delivery_counts_once()
    {
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("stock.created", Stock(1), At(1), deliveryId: "msg_a"));
        Assert.Equal(WebhookOutcome.Duplicate, await _journal.SendAsync("stock.updated", Stock(1, ("symbol", "MSFT")), At(2), deliveryId: "msg_a"));
        Assert.Equal("AAPL", Assert.Single((await _journal.ReadAsync()).Trades).Symbol);
    }

    [Fact]
    public async Task A_delivery_id_is_forgotten_after_seven_days()
    {
        await _journal.SendAsync("stock.created", Stock(1), At(1), deliveryId: "msg_a");
        _journal.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        await _journal.SendAsync("stock.created", Stock(2), At(2), deliveryId: "msg_b");
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("stock.created", Stock(1), At(1), deliveryId: "msg_a"));
    }

    [Fact]
    public async Task A_refused_payload_names_its_fields_and_its_delivery_can_come_again()
    {
        var error = await Assert.ThrowsAsync<RequestRefusedException>(() =>
            _journal.SendAsync("stock.created", Stock(1, ("numberShares", 0), ("tradeType", "HOLD")), At(1), deliveryId: "msg_a"));
        Assert.Equal(RefusalReason.Invalid, error.Reason);
        Assert.Equal(["data.numberShares", "data.tradeType"], error.Errors.Keys.Order());
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("stock.created", Stock(1), At(1), deliveryId: "msg_a"));
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"user_id":"ann"}""", "type")]
    [InlineData("""{"type":"stock.created","user_id":"../ann","occurred_at":"2026-09-01T00:00:00Z","data":{}}""", "user_id")]
    [InlineData("""{"type":"stock.created","user_id":"ann","occurred_at":"2026-02-30T00:00:00Z","data":{}}""", "occurred_at")]
    [InlineData("""{"type":"stock.created","user_id":"ann","occurred_at":"2026-09-01T00:00:00Z"}""", "data")]
    [InlineData("""{"type":"stock.deleted","user_id":"ann","occurred_at":"2026-09-01T00:00:00Z","data":{}}""", "data.id")]
    public async Task An_unreadable_payload_is_refused(string body, string field)
    {
        var error = await Assert.ThrowsAsync<RequestRefusedException>(() => _journal.SendAsync(body, "msg_x"));
        Assert.Equal(RefusalReason.Invalid, error.Reason);
        Assert.Contains(field, error.Errors.Keys);
        Assert.Empty(Directory.GetFileSystemEntries(_journal.Directory));
    }

    [Fact]
    public async Task An_unknown_type_is_acknowledged_and_ignored()
    {
        Assert.Equal(WebhookOutcome.UnknownType, await _journal.SendAsync("alert.created", new JsonObject(), At(1)));
        Assert.Empty(Directory.GetFileSystemEntries(_journal.Directory));
    }

    [Fact]
    public async Task Versions_order_changes_where_both_have_one_and_instants_otherwise()
    {
        await _journal.SendAsync("stock.created", Stock(1, ("symbol", "V3")), At(5), version: 3);
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("stock.updated", Stock(1), At(9), version: 3));
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("stock.updated", Stock(1), At(9), version: 2));
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("stock.updated", Stock(1), At(5)));
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("stock.updated", Stock(1, ("symbol", "V4")), At(1), version: 4));
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("stock.updated", Stock(1, ("symbol", "LATER")), At(2)));
        Assert.Equal("LATER", Assert.Single((await _journal.ReadAsync()).Trades).Symbol);
    }

    /// <summary>
    /// A life of one entity, delivered in any order and any number of times, ends as it was lived, also where an update
    /// overtakes the creation that follows a deletion.
    /// </summary>
    [Fact]
    public void Any_order_of_deliveries_ends_in_the_same_journal() => Gen.Select(
            Gen.Bool.Array[1, 8], Gen.Bool, Gen.Int[0, 7].Array[8, 24])
        .Sample((life, versioned, picks) =>
        {
            using var journal = new JournalFixture();
            var events = new List<(string Type, JsonObject Data)>();
            var alive = false;
            foreach (var (delete, n) in life.Select((delete, n) => (delete, n)))
            {
                var type = !alive ? "stock.created" : delete ? "stock.deleted" : "stock.updated";
                alive = type != "stock.deleted";
                events.Add((type, alive ? Stock(1, ("symbol", $"S{n}")) : new JsonObject { ["id"] = 1 }));
            }

            // Each at least once, in the order of the picks.
            foreach (var n in picks.Where(n => n < events.Count).Concat(Enumerable.Range(0, events.Count).Except(picks).Reverse()))
            {
                journal.SendAsync(events[n].Type, events[n].Data, At(n), versioned ? n : null).GetAwaiter().GetResult();
            }

            var symbols = journal.ReadAsync().AsTask().GetAwaiter().GetResult().Trades.Select(t => t.Symbol);
            Assert.Equal(alive ? [$"S{events.Count - 1}"] : [], symbols);
        }, iter: 40, threads: 1);

    [Fact]
    public async Task A_change_asks_for_what_depends_on_it_to_be_indexed()
    {
        await _journal.SendAsync("playbook.created", new JsonObject { ["id"] = "p", ["name"] = "Gap Fade" }, At(1));
        await _journal.SendAsync("stock.created", Stock(1, ("playbookIds", new JsonArray("p"))), At(1));
        await _journal.SendAsync("stock.created", Stock(2), At(1));
        await DrainAsync();

        await _journal.SendAsync("trade_note.created", Note("n", stock: 1), At(2));
        Assert.Equal(["stock:1", "trade_note:n"], await DrainAsync());
        await _journal.SendAsync("trade_note.updated", Note("n", stock: 2), At(3));
        Assert.Equal(["stock:1", "stock:2", "trade_note:n"], await DrainAsync());
        await _journal.SendAsync("stock.updated", Stock(2, ("symbol", "MSFT")), At(4));
        Assert.Equal(["stock:2", "trade_note:n"], await DrainAsync());
        await _journal.SendAsync("playbook.updated", new JsonObject { ["id"] = "p", ["name"] = "Gap and Go" }, At(5));
        Assert.Equal(["playbook:p", "stock:1"], await DrainAsync());
        await _journal.SendAsync("user_profile.updated", new JsonObject { ["timezone"] = "Asia/Tokyo" }, At(6));
        Assert.Equal(["stock:1", "stock:2"], await DrainAsync());
        await _journal.SendAsync("user_profile.updated", new JsonObject { ["timezone"] = "Asia/Tokyo", ["trading_style"] = "swing" }, At(7));
        Assert.Empty(await DrainAsync());
        await _journal.SendAsync("trade_note.deleted", new JsonObject { ["id"] = "n" }, At(8));
        Assert.Equal(["stock:2", "trade_note:n"], await DrainAsync());
    }

    [Fact]
    public async Task Completing_an_item_keeps_a_change_that_came_meanwhile()
    {
        await _journal.SendAsync("stock.created", Stock(1), At(1));
        var taken = await _journal.Outbox.TakeAsync(Ann, 10, includeDeferred: true, default);
        await _journal.SendAsync("stock.updated", Stock(1, ("symbol", "MSFT")), At(2));
        await _journal.Outbox.CompleteAsync(Ann, taken, default);
        await _journal.Outbox.FailAsync(Ann, taken, "too late", default);

        var again = Assert.Single(await _journal.Outbox.TakeAsync(Ann, 10, includeDeferred: true, default));
        Assert.True(again.Sequence > taken[0].Sequence);
        Assert.Equal(0, again.Attempts);
    }

    [Fact]
    public async Task What_fails_waits_longer_each_time_then_fails_until_it_is_retried()
    {
        await _journal.SendAsync("stock.created", Stock(1), At(1));
        for (var attempt = 1; attempt <= IOutbox.MaxAttempts; attempt++)
        {
            var items = await _journal.Outbox.TakeAsync(Ann, 10, includeDeferred: true, default);
            Assert.Equal(attempt - 1, Assert.Single(items).Attempts);
            await _journal.Outbox.FailAsync(Ann, items, "no embeddings", default);
            Assert.Empty(await _journal.Outbox.TakeAsync(Ann, 10, includeDeferred: true, default));
            _journal.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(await _journal.Outbox.TakeAsync(Ann, 10, includeDeferred: true, default));
        Assert.Equal((1, 0, 0, 1), Counts(await _journal.StatusAsync()));
        Assert.Equal(1, await _journal.Outbox.RetryAsync(Ann, default));
        Assert.Equal((1, 0, 1, 0), Counts(await _journal.StatusAsync()));
        await DrainAsync();
        Assert.Equal((1, 1, 0, 0), Counts(await _journal.StatusAsync()));
    }

    [Fact]
    public async Task Users_with_work_are_found_until_their_outbox_is_empty()
    {
        await _journal.SendAsync("stock.created", Stock(1), At(1));
        Assert.Equal([Ann], await _journal.Outbox.UsersWithPendingAsync(default));
        await DrainAsync();
        Assert.Empty(await _journal.Outbox.UsersWithPendingAsync(default));

        _journal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await _journal.Outbox.UsersWithPendingAsync(default));
        await _journal.SendAsync("stock.updated", Stock(1, ("symbol", "MSFT")), At(2));
        Assert.Equal([Ann], await _journal.Outbox.UsersWithPendingAsync(default));
    }

    [Fact]
    public async Task A_deleted_user_is_gone_and_only_later_events_start_a_new_journal()
    {
        await _journal.SendAsync("stock.created", Stock(1), At(1));
        var before = await _journal.ReadAsync();
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("user.deleted", null, At(5)));
        Assert.Empty(Directory.GetFiles(Path.Combine(_journal.Directory, "users")));
        Assert.Empty((await _journal.ReadAsync()).Trades);

        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("stock.created", Stock(2), At(5)));
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("user.deleted", null, At(5)));
        Assert.Equal(WebhookOutcome.Accepted, await _journal.SendAsync("stock.created", Stock(3), At(6)));
        Assert.Equal(WebhookOutcome.Stale, await _journal.SendAsync("user.deleted", null, At(4)));
        var after = await _journal.ReadAsync();
        Assert.Equal("3", Assert.Single(after.Trades).Ref.Id);
        Assert.True(after.Version > before.Version);
    }

    private static string At(int hour) => $"2026-09-20T{hour:00}:00:00Z";

    private static (int, int, int, int) Counts(JournalStatus status) => (status.Entities, status.Indexed, status.Pending, status.Failed);

    private async Task<IReadOnlyList<string>> DrainAsync()
    {
        var items = await _journal.Outbox.TakeAsync(Ann, 100, includeDeferred: true, default);
        await _journal.Outbox.CompleteAsync(Ann, items, default);
        return [.. items.Select(item => item.Entity.ToString()).Order(StringComparer.Ordinal)];
    }
}

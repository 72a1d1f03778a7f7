using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Core.Alerts;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Operations;
using TradingAi.Tests.Journal;

namespace TradingAi.Tests.Alerts;

public sealed class AlertWatchTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    private DateTimeOffset Now => _journal.Clock.GetUtcNow();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_loss_far_beyond_the_usual_ones_raises_one_alert_however_often_it_is_told()
    {
        // Thirty losses of 100 to 129 and as many wins: the median is 114.5, so 229 is unusual and 458 critical.
        await ImportAsync(Enumerable.Range(0, 60).Select(n => Trade(n, n % 2 == 0 ? -100 - (n / 2) : 120, Now.AddDays(-300 + (5 * n)))));
        await LookAsync();
        await SendAsync("stock.created", Trade(100, -229, Now.AddHours(-2)), 1);
        Assert.Empty(await LookAsync());

        await SendAsync("stock.created", Trade(101, -240, Now.AddHours(-2)), 1);
        var alert = Assert.Single(await LookAsync());
        Assert.Equal((AlertType.LargeLoss, AlertSeverity.Warning), (alert.AlertType, alert.Severity));
        Assert.Equal(["stock:101"], alert.Evidence);
        Assert.Contains("$240.00", alert.Message, StringComparison.Ordinal);
        Assert.Contains("31 losses", alert.Message, StringComparison.Ordinal);

        await SendAsync("stock.updated", Trade(101, -250, Now.AddHours(-2)), 2);
        Assert.Single(await LookAsync());

        await SendAsync("stock.created", Trade(102, -900, Now.AddHours(-1)), 1);
        Assert.Contains(await LookAsync(), a => a.Evidence[0] == "stock:102" && a is { AlertType: AlertType.LargeLoss, Severity: AlertSeverity.Critical });
    }

    [Fact]
    public async Task Old_history_raises_nothing_however_bad_it_was()
    {
        await ImportAsync(Enumerable.Range(0, 200).Select(n => Trade(n, n % 7 == 0 ? -900 : n % 2 == 0 ? -100 : 120, Now.AddDays(-300 + n))));
        Assert.Empty(await LookAsync());

        await SendAsync("stock.created", Trade(900, -20_000, Now.AddDays(-3)), 1);
        Assert.Empty(await LookAsync());
    }

    [Fact]
    public async Task Few_trades_raise_nothing()
    {
        await ImportAsync(Enumerable.Range(0, 9).Select(n => Trade(n, -100, Now.AddDays(-20 + n))));
        await SendAsync("stock.created", Trade(100, -5_000, Now.AddHours(-2)), 1);

        Assert.Empty(await LookAsync());
    }

    [Fact]
    public async Task Far_more_entries_than_usual_raise_a_warning_and_then_a_critical_alert_once_a_day()
    {
        // Two entries on each of twenty days: five in a day are unusual, ten critical.
        await ImportAsync(Enumerable.Range(0, 40).Select(n => Trade(n, n % 2 == 0 ? 10 : -9, Now.AddDays(-30 + (n / 2)).AddMinutes(n))));
        for (var n = 1; n <= 12; n++)
        {
            await SendAsync("stock.created", Trade(100 + n, n % 2 == 0 ? 10 : -9, Now.AddMinutes(-20 + n)), 1);
            var activity = (await LookAsync()).Where(a => a.AlertType == AlertType.UnusualActivity).Select(a => a.Severity).Order();
            AlertSeverity[] expected = n < 5 ? [] : n < 10 ? [AlertSeverity.Warning] : [AlertSeverity.Warning, AlertSeverity.Critical];
            Assert.Equal(expected, activity);
        }
    }

    [Fact]
    public async Task A_risk_score_that_rises_over_a_threshold_is_told_once()
    {
        // Usually 30,000 is open at a time, and results swing by some 20.
        await ImportAsync(Enumerable.Range(0, 60).Select(n => Trade(n, n % 2 == 0 ? 20 : -20, Now.AddDays(-62 + n))));
        await LookAsync();

        // Five times that in one symbol: concentration 20, leverage 30; and a loss of three usual ones: drawdown 11, volatility 9.
        JsonObject[] big = [.. Enumerable.Range(0, 5).Select(n => Open(200 + n, Now.AddMinutes(-30 + n)))];
        foreach (var trade in big)
        {
            await SendAsync("stock.created", trade, 1);
        }

        await SendAsync("stock.created", Trade(300, -60, Now.AddHours(-2)), 1);
        var alert = Assert.Single(await LookAsync(), a => a.AlertType == AlertType.RiskThresholdExceeded);
        Assert.Equal(AlertSeverity.Warning, alert.Severity);
        Assert.Contains("open", alert.Message, StringComparison.Ordinal);

        await SendAsync("stock.updated", big[0], 2);
        Assert.Single(await LookAsync(), a => a.AlertType == AlertType.RiskThresholdExceeded);
    }

    [Fact]
    public async Task A_risk_level_that_deleted_trades_lowered_is_told_again_when_it_rises()
    {
        await ImportAsync(Enumerable.Range(0, 60).Select(n => Trade(n, n % 2 == 0 ? 20 : -20, Now.AddDays(-62 + n))));
        for (var week = 1; week <= 2; week++)
        {
            for (var n = 0; n < 5; n++)
            {
                await SendAsync("stock.created", Open((1_000 * week) + n, Now.AddMinutes(-30 + n)), 1);
            }

            await SendAsync("stock.created", Trade((1_000 * week) + 5, -60, Now.AddHours(-2)), 1);
            Assert.Equal(week, (await LookAsync()).Count(a => a.AlertType == AlertType.RiskThresholdExceeded));

            // They were a mistake of the import: nothing was entered or closed by taking them away.
            for (var n = 0; n < 6; n++)
            {
                await SendAsync("stock.deleted", new JsonObject { ["id"] = (1_000 * week) + n }, 2);
            }

            await LookAsync();
            _journal.Clock.Advance(TimeSpan.FromDays(7));
        }
    }

    [Fact]
    public async Task Patterns_of_the_day_follow_a_history_that_is_still_being_imported()
    {
        JsonNode Historic(int n) => Trade(n, (n * 7919 % 101) - 50 - (n % 5 == 0 ? 120 : 0), Now.AddHours(-24 * 320 + (n * 25)), n % 5 == 0 ? "BAD" : $"S{n % 5}");
        await ImportAsync(Enumerable.Range(0, 40).Select(Historic));
        await SendAsync("stock.created", Open(900, Now.AddMinutes(-9), "BAD"), 1);
        Assert.Empty(await LookAsync());

        await ImportAsync(Enumerable.Range(40, 260).Select(Historic));
        await SendAsync("stock.created", Open(901, Now.AddMinutes(-8), "BAD"), 1);
        Assert.Contains(await LookAsync(), a => a is { AlertType: AlertType.PatternMatched, Evidence: ["stock:901", ..] });
    }

    [Fact]
    public async Task An_entry_that_fits_a_proven_pattern_is_told_as_a_warning_or_an_opportunity()
    {
        // BAD loses and GOOD wins beyond chance; the rest goes up and down.
        string[] symbols = ["BAD", "GOOD", "AAA", "BBB", "CCC"];
        await ImportAsync(Enumerable.Range(0, 300).Select(n =>
        {
            var noise = (n * 7919 % 101) - 50;
            return Trade(n, symbols[n % 5] switch { "BAD" => noise - 120, "GOOD" => noise + 120, _ => noise }, Now.AddHours(-24 * 320 + (n * 25)), symbols[n % 5]);
        }));
        await LookAsync();
        await SendAsync("stock.created", Open(900, Now.AddMinutes(-9), "BAD"), 1);
        await SendAsync("stock.created", Open(901, Now.AddMinutes(-8), "GOOD"), 1);
        await SendAsync("stock.created", Open(902, Now.AddMinutes(-7), "AAA"), 1);
        var alerts = await LookAsync();

        var warning = Assert.Single(alerts, a => a.Evidence[0] == "stock:900" && a.AlertType == AlertType.PatternMatched && a.Message.Contains("in BAD", StringComparison.Ordinal));
        Assert.Equal(AlertSeverity.Warning, warning.Severity);
        Assert.InRange(warning.Evidence.Count, 2, Alert.MaxEvidence);
        var opportunity = Assert.Single(alerts, a => a.Evidence[0] == "stock:901" && a.Message.Contains("in GOOD", StringComparison.Ordinal));
        Assert.Equal((AlertType.OpportunityDetected, AlertSeverity.Info), (opportunity.AlertType, opportunity.Severity));
        Assert.DoesNotContain(alerts, a => a.Evidence[0] == "stock:902" && a.Message.Contains("in AAA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_counts_those_of_its_day_that_are_still_open()
    {
        // Every fourth day has six entries, which lose; the others have two, and twice that is a busy day.
        var trades = Enumerable.Range(0, 80).SelectMany(day => Enumerable.Range(0, day % 4 == 0 ? 6 : 2).Select(n => (Day: day, N: n)));
        await ImportAsync(trades.Select((t, id) => Trade(
            id, (id * 7919 % 101) - (t.Day % 4 == 0 ? 170 : 30), new DateTimeOffset(Now.Date, TimeSpan.Zero).AddDays(t.Day - 90).AddHours(8).AddMinutes(70 * t.N))));
        await LookAsync();
        for (var n = 1; n <= 6; n++)
        {
            await SendAsync("stock.created", Open(900 + n, Now.AddMinutes(-30 + n)), 1);
            var busy = (await LookAsync()).Where(a => a.AlertType == AlertType.PatternMatched && a.Evidence[0] == $"stock:{900 + n}");
            Assert.Equal(n >= 4, busy.Any(a => a.Message.Contains("on days with 4 or more entries", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task More_losses_in_a_row_than_ever_are_told_as_a_warning_and_then_as_critical_once_a_run()
    {
        // Three losses to a win, so that three are the longest run: five in a row are unusual, six critical.
        await ImportAsync(Enumerable.Range(0, 80).Select(n => Trade(n, n % 4 == 3 ? 350 : -100, Now.AddDays(-300 + (3 * n)))));
        await LookAsync();
        for (var n = 1; n <= 8; n++)
        {
            await SendAsync("stock.created", Trade(100 + n, -100, Now.AddMinutes(-200 + n)), 1);
            var told = (await LookAsync()).Where(a => a.AlertType == AlertType.RiskThresholdExceeded && a.Message.Contains("in a row", StringComparison.Ordinal));
            AlertSeverity[] expected = n < 5 ? [] : n < 6 ? [AlertSeverity.Warning] : [AlertSeverity.Warning, AlertSeverity.Critical];
            Assert.Equal(expected, told.Select(a => a.Severity).Order());
        }
    }

    [Fact]
    public async Task A_fall_deeper_than_ever_is_told_as_a_warning_and_then_as_critical_once_a_fall()
    {
        // Two losses to a win until the curve is 3,100 below its peak, which is more than ten median losses, then two large wins.
        const decimal Unusual = 1.25m * 3_100;
        decimal[] usual = [.. Enumerable.Range(0, 18).Select(PnlOf), 1_600, 1_600];
        await ImportAsync(Enumerable.Range(0, 60).Select(n => Trade(n, usual[n % 20], Now.AddDays(-300 + (4 * n)))));
        await LookAsync();
        var (fall, deepest) = (0m, 0m);
        for (var n = 0; deepest <= 2 * Unusual; n++)
        {
            fall -= PnlOf(n);
            deepest = Math.Max(deepest, fall);
            await SendAsync("stock.created", Trade(100 + n, PnlOf(n), Now.AddMinutes(-200 + n)), 1);
            var told = (await LookAsync()).Where(a => a.Message.Contains("the deepest one that had ended before it was $3,100.00", StringComparison.Ordinal));
            AlertSeverity[] expected = deepest <= Unusual ? [] : deepest <= 2 * Unusual ? [AlertSeverity.Warning] : [AlertSeverity.Warning, AlertSeverity.Critical];
            Assert.Equal(expected, told.Select(a => a.Severity).Order());
        }

        static decimal PnlOf(int n) => n % 3 == 2 ? 100 : -300;
    }

    [Fact]
    public async Task Alerts_are_listed_by_filters_and_pages_and_acknowledged_once()
    {
        await ImportAsync(Enumerable.Range(0, 60).Select(n => Trade(n, n % 2 == 0 ? -100 : 120, Now.AddDays(-300 + (4 * n)))));
        for (var n = 0; n < 5; n++)
        {
            await SendAsync("stock.created", Trade(100 + n, -3_000 * (n + 1), Now.AddHours(-2)), 1);
            _journal.Clock.Advance(TimeSpan.FromSeconds(1));
            await LookAsync();
        }

        var all = (await ListAsync(new PageRequest(100, null))).Items;
        var pages = new List<Alert>();
        for (var page = await ListAsync(new PageRequest(2, null)); ; page = await ListAsync(new PageRequest(2, page.Next)))
        {
            Assert.Equal(all.Count, page.TotalCount);
            pages.AddRange(page.Items);
            if (page.Next is null)
            {
                break;
            }
        }

        Assert.Equal(all.Select(a => a.Id), pages.Select(a => a.Id));
        Assert.Equal(all.OrderByDescending(a => a.TriggeredAt).ThenByDescending(a => a.Id, StringComparer.Ordinal).Select(a => a.Id), all.Select(a => a.Id));

        var acknowledged = await _journal.Alerts.AcknowledgeAsync(JournalFixture.Ann, all[^1].Id, default);
        Assert.Equal(Now, acknowledged.AcknowledgedAt);
        _journal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(acknowledged.AcknowledgedAt, (await _journal.Alerts.AcknowledgeAsync(JournalFixture.Ann, all[^1].Id, default)).AcknowledgedAt);
        Assert.Equal([all[^1].Id], (await ListAsync(new PageRequest(100, null), acknowledged: true)).Items.Select(a => a.Id));
        Assert.DoesNotContain(all[^1].Id, (await _journal.Alerts.OpenAsync(JournalFixture.Ann, Now, default)).Select(a => a.Id));
        Assert.Contains(all[^1].Id, (await _journal.Alerts.OpenAsync(JournalFixture.Ann, all[^1].TriggeredAt, default)).Select(a => a.Id));
        await Assert.ThrowsAsync<RequestRefusedException>(() => _journal.Alerts.AcknowledgeAsync(Core.Journal.UserId.Parse("bob"), all[^1].Id, default));
    }

    [Fact]
    public async Task The_ledger_follows_every_delivery()
    {
        await ImportAsync(Enumerable.Range(0, 20).Select(n => Trade(n, n, Now.AddDays(-20 + n))));
        var before = LiveFigures.Of(await _journal.ReadLedgerAsync(), Now);
        await SendAsync("stock.created", Trade(50, 70, Now.AddHours(-2)), 1);
        var created = LiveFigures.Of(await _journal.ReadLedgerAsync(), Now);
        await SendAsync("stock.updated", Trade(50, -30, Now.AddHours(-2)), 2);
        var updated = LiveFigures.Of(await _journal.ReadLedgerAsync(), Now);
        await SendAsync("stock.deleted", new JsonObject { ["id"] = 50 }, 3);
        var deleted = LiveFigures.Of(await _journal.ReadLedgerAsync(), Now);

        Assert.Equal((70m, new Streak("wins", 20)), (created.CurrentPnl, created.Streak));
        Assert.Equal((-30m, new Streak("losses", 1), 30m), (updated.CurrentPnl, updated.Streak, updated.Drawdown.Current));
        Assert.Equal((before.CurrentPnl, before.Streak, before.Week), (deleted.CurrentPnl, deleted.Streak, deleted.Week));
    }

    private async Task<IReadOnlyList<Alert>> LookAsync()
    {
        await _journal.AlertWatch.LookAsync(JournalFixture.Ann, default);
        Assert.False(await _journal.AlertWatch.HasNewsAsync(JournalFixture.Ann, default));
        return (await ListAsync(new PageRequest(100, null))).Items;
    }

    private Task<Page<Alert>> ListAsync(PageRequest page, bool? acknowledged = null) =>
        _journal.Alerts.ListAsync(JournalFixture.Ann, new AlertFilter(acknowledged, null, null, Now), page, default);

    private Task ImportAsync(IEnumerable<JsonNode> stocks) => _journal.ImportAsync(new JsonObject { ["stocks"] = new JsonArray([.. stocks]) });

    private async Task SendAsync(string type, JsonObject data, long version)
    {
        await _journal.SendAsync(type, data, Text(Now), version);
        Assert.True(await _journal.AlertWatch.HasNewsAsync(JournalFixture.Ann, default));
    }

    // Ten shares of 3,000, held for an hour.
    private static JsonObject Trade(int id, decimal pnl, DateTimeOffset entry, string symbol = "AAPL") => JournalFixture.Stock(
        id, ("symbol", symbol), ("entryPrice", 3_000), ("exitPrice", 3_000 + (pnl / 10)), ("entryDate", Text(entry)), ("exitDate", Text(entry.AddHours(1))), ("updatedAt", Text(entry.AddHours(1))));

    private static JsonObject Open(int id, DateTimeOffset entry, string symbol = "AAPL") => JournalFixture.Stock(
        id, ("symbol", symbol), ("entryPrice", 3_000), ("exitPrice", null), ("exitDate", null), ("entryDate", Text(entry)), ("updatedAt", Text(entry)));

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

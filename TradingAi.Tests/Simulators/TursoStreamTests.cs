using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.Simulators;

/// <summary>Transactions over several requests: batons, their expiry, and who waits for whom.</summary>
public sealed class TursoStreamTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync()
    {
        _simulation = await Simulation.StartAsync(_clock);
        await Hrana.ExecuteAsync(_simulation, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
    }

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task A_transaction_spans_requests_and_is_seen_by_others_once_committed()
    {
        var baton = await BeginAsync();
        Assert.Equal("0", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));

        var end = await Hrana.ContinueAsync(_simulation, baton, Hrana.Execute("COMMIT"), """{"type":"close"}""");

        Assert.Null(end["baton"]);
        Assert.Equal("1", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_closed_stream_rolls_back_what_is_open()
    {
        var baton = await BeginAsync();

        await Hrana.ContinueAsync(_simulation, baton, """{"type":"close"}""");

        Assert.Equal("0", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_baton_works_once()
    {
        var first = await BeginAsync();
        var second = (string)(await Hrana.ContinueAsync(_simulation, first, Hrana.Execute("SELECT 1")))["baton"]!;

        Assert.Equal("Received a baton that has already been used", await RefusalAsync(first));
        Assert.Equal("ok", (string)(await Hrana.ContinueAsync(_simulation, second, Hrana.Execute("COMMIT")))["results"]![0]!["type"]!);
    }

    [Theory]
    [InlineData("nonsense!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_baton_is_refused(string baton) => Assert.Equal("Received an invalid baton", await RefusalAsync(baton));

    [Fact]
    public async Task A_baton_of_another_database_is_unknown() =>
        Assert.Equal("Received an invalid baton", await RefusalAsync(await BeginAsync(), "other"));

    [Fact]
    public async Task A_stream_that_nobody_uses_for_ten_seconds_is_rolled_back()
    {
        var baton = await BeginAsync();
        _clock.Advance(TimeSpan.FromSeconds(9));
        baton = (string)(await Hrana.ContinueAsync(_simulation, baton, Hrana.Execute("SELECT 1")))["baton"]!;
        _clock.Advance(TimeSpan.FromSeconds(9));
        baton = (string)(await Hrana.ContinueAsync(_simulation, baton, Hrana.Execute("SELECT 1")))["baton"]!;

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("""{"message":"The stream has expired due to inactivity","code":"STREAM_EXPIRED"}""", await RefusalAsync(baton));
        Assert.Equal("1", await Hrana.ScalarAsync(_simulation, "INSERT INTO t VALUES (1) RETURNING id"));
    }

    [Fact]
    public async Task A_writer_waits_for_anothers_transaction_and_goes_on_after_it()
    {
        var baton = await BeginAsync();
        var waiting = Hrana.PipelineAsync(_simulation, Hrana.Execute("INSERT INTO t VALUES (2)"));
        await InFlightAsync();
        Assert.False(waiting.IsCompleted);

        await Hrana.ContinueAsync(_simulation, baton, Hrana.Execute("COMMIT"), """{"type":"close"}""");
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }

        Assert.Equal("ok", (string)(await waiting)["results"]![0]!["type"]!);
        Assert.Equal("2", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_writer_that_waited_long_enough_finds_the_database_busy()
    {
        var baton = await BeginAsync();
        var waiting = Hrana.PipelineAsync(_simulation, Hrana.Execute("INSERT INTO t VALUES (2)"));

        // The other transaction is kept alive, or it would end by itself.
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            baton = (string)(await Hrana.ContinueAsync(_simulation, baton, Hrana.Execute("SELECT 1")))["baton"]!;
        }

        Assert.Equal("SQLITE_BUSY", (string)(await waiting)["results"]![0]!["error"]!["code"]!);
    }

    private async Task<string> BeginAsync()
    {
        var reply = await Hrana.PipelineAsync(_simulation, Hrana.Execute("BEGIN IMMEDIATE"), Hrana.Execute("INSERT INTO t VALUES (1)"));
        Assert.All(reply["results"]!.AsArray(), result => Assert.Equal("ok", (string)result!["type"]!));
        return (string)reply["baton"]!;
    }

    private async Task<string> RefusalAsync(string baton, string database = "main")
    {
        using var content = new StringContent(new JsonObject { ["baton"] = baton, ["requests"] = new JsonArray() }.ToJsonString());
        using var response = await _simulation.Http.PostAsync($"turso/{database}/v2/pipeline", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task InFlightAsync()
    {
        while ((int)(await _simulation.CountersAsync("turso"))["in_flight"]! == 0)
        {
            await Task.Yield();
        }
    }
}

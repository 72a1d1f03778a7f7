using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Health;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Operations.Health;

public sealed class HealthMonitorTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private readonly VendorActivity _activity;
    private readonly List<Vendor> _asked = [];

    public HealthMonitorTests()
    {
        _services = OperationsHarness.Create(_time);
        _activity = _services.GetRequiredService<VendorActivity>();
    }

    [Fact]
    public async Task A_recent_real_call_tells_how_a_part_is_and_nothing_is_asked()
    {
        using var monitor = Monitor(Probe(Vendor.Gemini));
        _activity.Succeeded(Vendor.Gemini, "generate", TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromMinutes(4));

        var health = await monitor.CheckAsync(CancellationToken.None);

        Assert.Equal((HealthState.Healthy, 2_000.0), (health.Gemini.Status, health.Gemini.ResponseTimeMs));
        Assert.Equal("cloud", health.Gemini.Metadata["provider"]);
        Assert.Equal("2026-03-01T12:00:00Z", health.Gemini.Metadata["last_call_at"]);
        Assert.Equal("embedded", health.UpstashVector.Metadata["provider"]);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_part_of_which_nothing_recent_is_known_is_asked_at_most_every_thirty_seconds()
    {
        using var monitor = Monitor(Probe(Vendor.Upstash, answer: false));

        await monitor.CheckAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(29));
        await monitor.CheckAsync(CancellationToken.None);
        Assert.Single(_asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        await monitor.CheckAsync(CancellationToken.None);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_part_without_an_unpaid_call_is_unknown_until_it_is_used()
    {
        using var monitor = Monitor(HealthProbe.Of(_activity, Vendor.Voyage, "voyage-finance-2"));

        Assert.Equal(HealthState.Unknown, (await monitor.CheckAsync(CancellationToken.None)).Voyager.Status);
        _activity.Succeeded(Vendor.Voyage, "embed", TimeSpan.FromSeconds(1));
        Assert.Equal(HealthState.Healthy, (await monitor.CheckAsync(CancellationToken.None)).Voyager.Status);
    }

    [Fact]
    public async Task What_real_calls_show_is_seen_at_once()
    {
        using var monitor = Monitor(Probe(Vendor.Gemini));
        await monitor.CheckAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        _activity.Failed(new VendorException(Vendor.Gemini, VendorFailure.CircuitOpen, "Gemini failed too often."), "generate", TimeSpan.Zero);

        var broken = await monitor.CheckAsync(CancellationToken.None);

        Assert.Equal((HealthState.Unhealthy, HealthState.Degraded), (broken.Gemini.Status, broken.Overall));
        Assert.Equal(("Gemini failed too often.", "open"), (broken.Gemini.ErrorMessage, broken.Gemini.Metadata["circuit"]));
        _activity.Succeeded(Vendor.Gemini, "generate", TimeSpan.FromSeconds(1));
        Assert.Equal(HealthState.Healthy, monitor.Last.Overall);
    }

    [Theory]
    [InlineData(Vendor.Gemini, 5_000, 5_001)]
    [InlineData(Vendor.Upstash, 200, 201)]
    [InlineData(Vendor.Turso, 200, 201)]
    public async Task Slow_is_degraded(Vendor vendor, int fine, int slow)
    {
        using var monitor = Monitor(Probe(vendor));
        _activity.Succeeded(vendor, "call", TimeSpan.FromMilliseconds(fine));
        Assert.Equal(HealthState.Healthy, (await monitor.CheckAsync(CancellationToken.None)).Overall);

        _activity.Succeeded(vendor, "call", TimeSpan.FromMilliseconds(slow));

        Assert.Equal(HealthState.Degraded, (await monitor.CheckAsync(CancellationToken.None)).Overall);
    }

    [Theory]
    [InlineData(VendorFailure.RateLimited, HealthState.Degraded)]
    [InlineData(VendorFailure.Rejected, HealthState.Unhealthy)]
    [InlineData(VendorFailure.TimedOut, HealthState.Unhealthy)]
    public async Task A_failure_shows_with_its_cause(VendorFailure failure, HealthState state)
    {
        using var monitor = Monitor(Probe(Vendor.Upstash, answer: false));
        _activity.Failed(new VendorException(Vendor.Upstash, failure, "Upstash answered 401 Unauthorized."), "query", TimeSpan.Zero);

        var part = (await monitor.CheckAsync(CancellationToken.None)).UpstashVector;

        Assert.Equal((state, "Upstash answered 401 Unauthorized."), (part.Status, part.ErrorMessage));
    }

    [Fact]
    public async Task A_part_that_does_not_answer_holds_nobody_up()
    {
        var asked = new TaskCompletionSource();
        using var monitor = Monitor(HealthProbe.Of(_activity, Vendor.Turso, "turso", async stop =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        }));

        var check = monitor.CheckAsync(CancellationToken.None);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(5));

        var health = await check;
        Assert.Equal((HealthState.Unhealthy, HealthState.Unhealthy), (health.Database.Status, health.Overall));
        _time.Advance(TimeSpan.FromSeconds(1));
        _activity.Succeeded(Vendor.Turso, "query", TimeSpan.FromMilliseconds(3));
        Assert.Equal(HealthState.Healthy, monitor.Last.Database.Status);
    }

    [Fact]
    public async Task A_probe_that_is_not_in_use_leaves_its_part_embedded()
    {
        using var monitor = Monitor(HealthProbe.Of(_activity, Vendor.Gemini, "gemini-2.5-flash", isInUse: false));

        Assert.Equal("embedded", (await monitor.CheckAsync(CancellationToken.None)).Gemini.Metadata["provider"]);
    }

    public void Dispose() => _services.Dispose();

    private HealthProbe Probe(Vendor vendor, bool answer = true) => HealthProbe.Of(_activity, vendor, "x", _ =>
    {
        _asked.Add(vendor);
        if (answer)
        {
            _activity.Succeeded(vendor, "probe", TimeSpan.FromMilliseconds(1));
        }

        return Task.CompletedTask;
    });

    private HealthMonitor Monitor(params HealthProbe[] probes) =>
        new(probes, new QuickDatabase(), new EmbeddedEmbeddingGenerator(), new NarratorChatClient(), _time);

    private sealed class QuickDatabase : ISystemDatabase
    {
        public Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<T>>([]);

        public Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}

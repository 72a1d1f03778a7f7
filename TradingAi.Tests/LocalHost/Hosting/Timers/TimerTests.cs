using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Tests.LocalHost.Hosting.Http;

namespace TradingAi.Tests.LocalHost.Hosting.Timers;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 10, 2, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Runs _runs = new();

    [Fact]
    public async Task A_timer_runs_when_it_is_due_and_not_before()
    {
        await using RunningApp app = await StartAsync(typeof(EveryFiveMinutes));

        _time.Advance(TimeSpan.FromSeconds(179));
        Assert.False(_runs.Started.Reader.TryPeek(out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        TimerInfo run = await _runs.NextAsync();

        Assert.False(run.IsPastDue);
        Assert.Equal(default, run.ScheduleStatus!.Last);
        Assert.Equal(Start.UtcDateTime.AddMinutes(3), run.ScheduleStatus.Next);
        Assert.Equal(Start.UtcDateTime, run.ScheduleStatus.LastUpdated);
    }

    [Fact]
    public async Task A_timer_missed_while_the_host_was_down_runs_once_past_due()
    {
        using TempDirectory directory = new();
        await using (RunningApp first = await StartAsync(typeof(EveryFiveMinutes), directory.Path))
        {
            _time.Advance(TimeSpan.FromMinutes(3));
            await _runs.NextAsync();
        }

        _time.Advance(TimeSpan.FromHours(2));
        await using RunningApp second = await StartAsync(typeof(EveryFiveMinutes), directory.Path);
        TimerInfo late = await _runs.NextAsync();
        await second.StopAsync();

        Assert.True(late.IsPastDue);
        Assert.Equal(Start.UtcDateTime.AddMinutes(3), late.ScheduleStatus!.Last);
        Assert.Equal(Start.UtcDateTime.AddMinutes(8), late.ScheduleStatus.Next);
        Assert.False(_runs.Started.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_timer_that_missed_nothing_does_not_run_at_the_start()
    {
        using TempDirectory directory = new();
        await using (RunningApp first = await StartAsync(typeof(EveryFiveMinutes), directory.Path))
        {
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await using RunningApp second = await StartAsync(typeof(EveryFiveMinutes), directory.Path);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.False((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_without_monitor_does_not_catch_up()
    {
        using TempDirectory directory = new();
        await using (RunningApp first = await StartAsync(typeof(Unmonitored), directory.Path))
        {
        }

        _time.Advance(TimeSpan.FromHours(2));
        await using RunningApp second = await StartAsync(typeof(Unmonitored), directory.Path);
        _time.Advance(TimeSpan.FromMinutes(3));
        TimerInfo run = await _runs.NextAsync();

        Assert.False(run.IsPastDue);
        Assert.Null(run.ScheduleStatus);
    }

    [Fact]
    public async Task A_timer_does_not_overlap_itself()
    {
        _runs.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningApp app = await StartAsync(typeof(EveryFiveMinutes));

        _time.Advance(TimeSpan.FromMinutes(3));
        await _runs.NextAsync();
        await FireAsync(app, "EveryFiveMinutes");
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.False(_runs.Started.Reader.TryPeek(out _));
        _runs.Hold.SetResult();
        await _runs.NextAsync();

        Assert.Equal(1, _runs.MostAtOnce);
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again_at_its_next_time()
    {
        await using RunningApp app = await StartAsync(typeof(Failing));

        await _runs.NextAsync();
        await RunsWithinAsync(TimeSpan.FromMinutes(5), ticks: 100);
    }

    [Fact]
    public async Task A_timer_that_is_running_finishes_while_the_host_stops_and_is_recorded()
    {
        using TempDirectory directory = new();
        _runs.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (RunningApp first = await StartAsync(typeof(EveryFiveMinutes), directory.Path))
        {
            _time.Advance(TimeSpan.FromMinutes(3));
            await _runs.NextAsync();
            Task stopped = first.StopAsync();
            Assert.False(stopped.IsCompleted);
            _runs.Hold.SetResult();
            await stopped;
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await using RunningApp second = await StartAsync(typeof(EveryFiveMinutes), directory.Path);
        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.False((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_the_stop_cuts_short_runs_again_at_the_next_start()
    {
        using TempDirectory directory = new();
        _runs.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (RunningApp first = await StartAsync(typeof(EveryFiveMinutes), directory.Path, "--FunctionsHost:ShutdownSeconds", "0"))
        {
            _time.Advance(TimeSpan.FromMinutes(3));
            await _runs.NextAsync();
        }

        _runs.Hold = null;
        await using RunningApp second = await StartAsync(typeof(EveryFiveMinutes), directory.Path);

        Assert.True((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_runs_by_hand()
    {
        await using RunningApp app = await StartAsync(typeof(EveryFiveMinutes));

        await FireAsync(app, "everyfiveminutes");

        Assert.False((await _runs.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task Only_timers_that_exist_run_by_hand_and_only_with_the_admin_key_if_there_is_one()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(EveryFiveMinutes), typeof(Http)], builder => builder.Services.AddSingleton(_runs), null, "--FunctionsHost:AdminKey", "master");

        using HttpResponseMessage refused = await app.Client.PostAsync("/admin/functions/EveryFiveMinutes", content: null);
        using HttpResponseMessage unknown = await app.Client.PostAsync("/admin/functions/Unknown?code=master", content: null);
        using HttpResponseMessage other = await app.Client.PostAsync("/admin/functions/Http?code=master", content: null);

        await refused.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await unknown.IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        await other.IsProblemAsync(HttpStatusCode.BadRequest, "bad_request");
    }

    [Fact]
    public async Task A_schedule_comes_from_a_setting()
    {
        await using RunningApp app = await StartAsync(typeof(Configured), null, "--Schedule", "30 2 10 * * *");

        _time.Advance(TimeSpan.FromSeconds(30));

        await _runs.NextAsync();
    }

    [Theory]
    [InlineData("--Other", "x", "'Schedule'")]
    [InlineData("--Schedule", "* * * * *", "'* * * * *'")]
    public async Task A_schedule_that_is_missing_or_wrong_is_a_start_error_that_names_it(string name, string value, string named)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(typeof(Configured), null, name, value));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static async Task FireAsync(RunningApp app, string name)
    {
        using StringContent body = new("""{"input":""}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await app.Client.PostAsync($"/admin/functions/{name}", body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private Task<RunningApp> StartAsync(Type functions, string? directory = null, params string[] args) =>
        RunningApp.StartAsync(
            [functions],
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Services.AddSingleton(_runs);
            },
            directory,
            args);

    // The next time is chosen once a run has ended, which a test cannot see: so time moves until it runs.
    private async Task RunsWithinAsync(TimeSpan tick, int ticks)
    {
        for (int i = 0; i < ticks && !_runs.Started.Reader.TryPeek(out _); i++)
        {
            _time.Advance(tick);
            await Task.WhenAny(_runs.Started.Reader.WaitToReadAsync().AsTask(), Task.Delay(20));
        }

        Assert.True(_runs.Started.Reader.TryRead(out _));
    }

    internal sealed class Runs
    {
        private int _now;

        public Channel<TimerInfo> Started { get; } = Channel.CreateUnbounded<TimerInfo>();

        public TaskCompletionSource? Hold { get; set; }

        public int MostAtOnce { get; private set; }

        public async Task<TimerInfo> NextAsync() => await Started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public async Task RunAsync(TimerInfo info, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            Started.Writer.TryWrite(info);
            if (Hold is not null)
            {
                await Hold.Task.WaitAsync(cancellationToken);
            }

            Interlocked.Decrement(ref _now);
        }
    }

    private sealed class EveryFiveMinutes(Runs runs)
    {
        [Function("EveryFiveMinutes")]
        public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => runs.RunAsync(timer, cancellationToken);
    }

    private sealed class Unmonitored(Runs runs)
    {
        [Function("Unmonitored")]
        public Task Run([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) => runs.RunAsync(timer, cancellationToken);
    }

    private sealed class Failing(Runs runs)
    {
        [Function("Failing")]
        public async Task Run([TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
        {
            await runs.RunAsync(timer, cancellationToken);
            throw new InvalidOperationException("failed");
        }
    }

    private sealed class Configured(Runs runs)
    {
        [Function("Configured")]
        public Task Run([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellationToken) => runs.RunAsync(timer, cancellationToken);
    }

    private sealed class Http
    {
        [Function("Http")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();
    }
}

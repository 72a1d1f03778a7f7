using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TradingAi.Tests.LocalHost.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task A_port_in_use_is_named_with_the_switch_that_chooses_another()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString();

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync([typeof(Functions)], _ => { }, null, "--port", port));

        Assert.Equal($"Port {port} is in use by another program; stop it or choose another port with --port.", error.Message);
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_directory_is_refused_until_the_first_has_stopped()
    {
        using TempDirectory directory = new();
        await using (RunningApp first = await RunningApp.StartAsync([typeof(Functions)], _ => { }, directory.Path))
        {
            Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync([typeof(Functions)], _ => { }, directory.Path));
            Assert.Contains(directory.Path, error.Message, StringComparison.Ordinal);
            Assert.Contains("in use by another running host", error.Message, StringComparison.Ordinal);
        }

        await using RunningApp again = await RunningApp.StartAsync([typeof(Functions)], _ => { }, directory.Path);
        Assert.Equal("hello", await again.Client.GetStringAsync("/api/Hello"));
    }

    [Fact]
    public async Task A_start_that_failed_leaves_the_data_directory_free()
    {
        using TempDirectory directory = new();
        await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync([typeof(Functions)], _ => { }, directory.Path, "--host", "nowhere"));

        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, directory.Path);
        Assert.Equal("hello", await app.Client.GetStringAsync("/api/Hello"));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_named()
    {
        using TempDirectory directory = new();
        string occupied = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(occupied, "");

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync([typeof(Functions)], _ => { }, Path.Combine(occupied, "below")));

        Assert.Contains(occupied, error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_not_valid_are_named()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(
            [typeof(Functions)],
            builder => builder.Services.AddOptions<Limits>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart(),
            null,
            "--Limits:PerMinute",
            "0"));

        Assert.Contains("PerMinute", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "abc", "'abc'")]
    [InlineData("--port", "70000", "65535")]
    [InlineData("--host", "nowhere", "'nowhere'")]
    public async Task A_setting_of_the_host_that_cannot_be_read_is_named(string name, string value, string named)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync([typeof(Functions)], _ => { }, null, name, value));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Warning", false)]
    [InlineData("Information", true)]
    public async Task Log_levels_of_the_host_file_are_honoured(string level, bool logged)
    {
        FakeLogCollector logs = new();
        await using RunningApp app = await RunningApp.StartAsync(
            [typeof(Functions)],
            builder => builder.Logging.AddProvider(logs),
            null,
            "--AzureFunctionsJobHost:logging:logLevel:default",
            level);

        Assert.Equal(logged, logs.Entries.Any(e => e.StartsWith("Now listening on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_apps_run_in_one_process_each_publishing_its_address()
    {
        await using RunningApp one = await RunningApp.StartAsync(typeof(Functions));
        await using RunningApp other = await RunningApp.StartAsync(typeof(Functions));

        Assert.NotEqual(one.Client.BaseAddress, other.Client.BaseAddress);
        Assert.Equal(one.Client.BaseAddress, new Uri(one.Services.GetRequiredService<IConfiguration>()["FunctionsHost:Address"]!));
        Assert.Equal("hello", await one.Client.GetStringAsync("/api/Hello"));
        Assert.Equal("hello", await other.Client.GetStringAsync("/api/Hello"));
    }

    private sealed class FakeLogCollector : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Entries { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    internal sealed class Limits
    {
        [Range(1, 10)]
        public int PerMinute { get; set; } = 5;
    }

    private sealed class Functions
    {
        [Function("Hello")]
        public static IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("hello");
    }
}

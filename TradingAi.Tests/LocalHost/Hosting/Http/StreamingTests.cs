using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

public sealed class StreamingTests
{
    [Fact]
    public async Task What_a_function_flushes_arrives_before_the_function_ends()
    {
        Signals signals = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(signals));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Stream", HttpCompletionOption.ResponseHeadersRead);
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("first", await reader.ReadLineAsync());
        signals.Continue.SetResult();
        Assert.Equal("second", await reader.ReadLineAsync());
        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_the_invocation()
    {
        Signals signals = new();
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(signals));

        using (HttpResponseMessage response = await app.Client.GetAsync("/api/Endless", HttpCompletionOption.ResponseHeadersRead))
        {
            using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
            Assert.Equal("first", await reader.ReadLineAsync());
        }

        await signals.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_stream_that_breaks_is_cut_so_that_the_client_does_not_take_it_for_whole()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], builder => builder.Services.AddSingleton(new Signals()));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Broken", HttpCompletionOption.ResponseHeadersRead);

        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());

        Assert.Equal("first", await reader.ReadLineAsync());
        await Assert.ThrowsAnyAsync<IOException>(async () => await reader.ReadLineAsync());
    }

    internal sealed class Signals
    {
        public TaskCompletionSource Continue { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Functions(Signals signals)
    {
        [Function("Stream")]
        public async Task<IActionResult> Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            await WriteAsync(request, "first\n", cancellationToken);
            await signals.Continue.Task.WaitAsync(cancellationToken);
            await WriteAsync(request, "second\n", cancellationToken);
            return new EmptyResult();
        }

        [Function("Endless")]
        public async Task<IActionResult> Endless([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            await WriteAsync(request, "first\n", cancellationToken);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                signals.Cancelled.SetResult();
            }

            return new EmptyResult();
        }

        [Function("Broken")]
        public static async Task<IActionResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            await WriteAsync(request, "first\n", cancellationToken);
            throw new InvalidOperationException("broken");
        }

        private static async Task WriteAsync(HttpRequest request, string text, CancellationToken cancellationToken)
        {
            await request.HttpContext.Response.WriteAsync(text, cancellationToken);
            await request.HttpContext.Response.Body.FlushAsync(cancellationToken);
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingAi.Functions.Middleware;

namespace TradingAi.Functions.Demo;

/// <summary>
/// Shows the service to someone who has just started it: imports the sample journal, sends signed events, and prints what
/// to try. It uses the public routes only, and starting it again on the same data changes nothing that matters.
/// </summary>
internal sealed class DemoRunner(
    IHttpClientFactory clients,
    IConfiguration configuration,
    IOptions<AuthenticationOptions> authentication,
    IHostApplicationLifetime lifetime,
    TimeProvider clock) : BackgroundService
{
    /// <summary>The name of the HTTP client.</summary>
    public const string ClientName = "demo";

    private const string Question = "What is my total P&L over the last 7 days?";
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WaitForServerAsync(stoppingToken);
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops before the demo has ended.
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException or System.Text.Json.JsonException or OperationCanceledException)
        {
            Print($"The demo stopped: {exception.Message} The service goes on.");
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        if (authentication.Value.EffectiveMode != AuthenticationMode.Local)
        {
            Print("The demo needs AUTH_MODE=local; nothing was imported.");
            return;
        }

        var address = configuration["FunctionsHost:Address"]!;
        using var http = clients.CreateClient(ClientName);
        http.BaseAddress = new Uri($"{address}/api/ai/");
        http.DefaultRequestHeaders.Add("X-User-Id", DemoServices.User);
        var secret = configuration["WEBHOOK_SECRETS"]?.Split(',', StringSplitOptions.TrimEntries)[0];
        var client = new DemoClient(http, string.IsNullOrEmpty(secret) ? DemoServices.WebhookSecret : secret, clock);

        await ImportAsync(client, stop);
        await ShowChangeAsync(client, stop);
        var isDemoSecret = secret == DemoServices.WebhookSecret;
        Print(WhatToTry.For(address, isDemoSecret ? client.KeyHex : null, clock.GetUtcNow()));
        await ShowProgressAsync(client, untilDone: true, stop);
    }

    private async Task ImportAsync(DemoClient client, CancellationToken stop)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "samples", "journal.json");
        var journal = JsonNode.Parse(await File.ReadAllBytesAsync(file, stop))!.AsObject();
        var weeks = JournalDates.MoveToPresent(journal, clock.GetUtcNow());
        Print($"Importing the sample journal for user {DemoServices.User}, its dates moved by {weeks} weeks…");
        var imported = await client.PostAsync("journal/import", journal, stop);
        Print($"Imported {imported["imported"]} entities ({imported["unchanged"]} were there already). Figures and word search work from now on:");
        var figures = (await client.GetAsync("analytics?time_range=all", stop))["figures"]!;
        Print(string.Create(
            CultureInfo.InvariantCulture,
            $"  {figures["trade_count"]} closed trades, net P&L {(decimal)figures["net_pnl"]!:N2}, win rate {(double?)figures["win_rate"]:P1}"));
        await ShowProgressAsync(client, untilDone: false, stop);
    }

    private async Task ShowChangeAsync(DemoClient client, CancellationToken stop)
    {
        Print($"Before the events: {await DescribeAsync(client, stop)}");
        foreach (var (id, journalEvent) in DemoEvents.Make(clock.GetUtcNow()))
        {
            await client.SendEventAsync(id, journalEvent, stop);
            Print($"  sent a signed {journalEvent["type"]} of {journalEvent["data"]!["symbol"]}");
        }

        Print($"After the events:  {await DescribeAsync(client, stop)}");
    }

    private static async Task<string> DescribeAsync(DemoClient client, CancellationToken stop)
    {
        var figures = (await client.GetAsync("analytics?time_range=7d", stop))["figures"]!;
        var answer = await client.PostAsync("chat", new JsonObject { ["message"] = Question }, stop);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{figures["trade_count"]} trades closed in the last 7 days, net P&L {(decimal)figures["net_pnl"]!:N2}{Environment.NewLine}  “{Question}” → {answer["message"]}");
    }

    private static async Task ShowProgressAsync(DemoClient client, bool untilDone, CancellationToken stop)
    {
        while (true)
        {
            var status = await client.GetAsync("journal/status", stop);
            var pending = (int)status["pending"]!;
            Print($"  searchable by meaning: {status["indexed"]} of {status["entities"]} entities{((int)status["failed"]! > 0 ? $", {status["failed"]} failed" : "")}");
            if (!untilDone || pending == 0)
            {
                return;
            }

            await Task.Delay(s_progressInterval, stop);
        }
    }

    private async Task WaitForServerAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stop);
    }

    private static void Print(string text) => Console.Out.WriteLine(text);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TradingAi.Tests.EndToEnd.InProcess.Deliveries;

/// <summary>One attempt of a delivery, as the receiver saw it.</summary>
internal sealed record Delivery(string Id, JsonObject Body, int SignedBy);

/// <summary>A receiver of outgoing events that checks their signatures on its own, and answers what a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly byte[][] _keys;
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();

    private Receiver(WebApplication server, byte[][] keys) => (_server, _keys) = (server, keys);

    /// <summary>The status of the answer to each attempt, by its number from 1.</summary>
    public Func<int, int> Answer { get; set; } = _ => 204;

    /// <summary>What every answer waits for.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public string Url => $"{_server.Urls.Single()}/events";

    public static async Task<Receiver> StartAsync(params string[] secrets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build(), [.. secrets.Select(s => Convert.FromBase64String(s["whsec_".Length..]))]);
        var attempts = 0;
        receiver._server.MapPost("/events", async (HttpRequest request) =>
        {
            await receiver.ReadAsync(request);
            await receiver.Hold;
            var status = receiver.Answer(Interlocked.Increment(ref attempts));
            return status == 302 ? Results.Redirect("/elsewhere") : Results.StatusCode(status);
        });
        receiver._server.MapFallback(() => Results.StatusCode(204));
        await receiver._server.StartAsync(CancellationToken.None);
        return receiver;
    }

    /// <summary>The next attempt.</summary>
    public async Task<Delivery> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _deliveries.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The attempts that nobody asked for yet.</summary>
    public IReadOnlyList<Delivery> Rest()
    {
        var rest = new List<Delivery>();
        while (_deliveries.Reader.TryRead(out var delivery))
        {
            rest.Add(delivery);
        }

        return rest;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var (id, timestamp) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString());
        Assert.True(long.Parse(timestamp, CultureInfo.InvariantCulture) > 0);
        var given = request.Headers["webhook-signature"].ToString().Split(' ');
        var signedBy = _keys.Count(key => given.Contains($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}"));
        Assert.Equal(given.Length, signedBy);
        _deliveries.Writer.TryWrite(new Delivery(id, JsonNode.Parse(body)!.AsObject(), signedBy));
    }
}

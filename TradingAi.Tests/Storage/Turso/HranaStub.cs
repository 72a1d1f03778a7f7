using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Storage;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>A request as it arrived.</summary>
internal sealed record Received(string Path, string? Authorization, string Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public JsonElement[] Requests => [.. Json.GetProperty("requests").EnumerateArray()];

    public string[] Types => [.. Requests.Select(request => request.GetProperty("type").GetString()!)];

    public JsonElement[] Steps => [.. Requests[0].GetProperty("batch").GetProperty("steps").EnumerateArray()];

    public string[] Statements => [.. Steps.Select(step => step.GetProperty("stmt").GetProperty("sql").GetString()!)];

    public string? Baton => Json.TryGetProperty("baton", out var baton) ? baton.GetString() : null;
}

/// <summary>
/// A server that answers what a test writes down and keeps what it was asked: for what a real one does not show. Migrations are
/// answered as done by themselves.
/// </summary>
internal sealed class HranaStub : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Received, Task>> _answers = new();
    private ServiceProvider? _services;

    private HranaStub()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What was asked besides migrations.</summary>
    public ConcurrentQueue<Received> Asked { get; } = new();

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>A database at the stub.</summary>
    public ISystemDatabase Database => (_services ??= StorageFixture.Build(
        _directory.Path,
        ("TURSO_SYSTEM_URL", Url + "/db"), ("TURSO_URL_TEMPLATE", Url + "/{user}"), ("TURSO_AUTH_TOKEN", "secret-token"))).GetRequiredService<ISystemDatabase>();

    public static async Task<HranaStub> StartAsync()
    {
        var stub = new HranaStub();
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    /// <summary>Answers the next request with a body.</summary>
    public HranaStub Answer(string body, int status = 200) => Answer((http, _) => WriteAsync(http, body, status));

    /// <summary>Answers the next request.</summary>
    public HranaStub Answer(Func<HttpContext, Received, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>Answers the next batch as done, each step having changed one row.</summary>
    public HranaStub AnswerBatch(string? baton = null, string? baseUrl = null) => Answer((http, received) =>
    {
        var steps = received.Steps.Select((step, n) =>
            received.Statements[n] == "ROLLBACK" ? "null" : """{"cols":[],"rows":[],"affected_row_count":1,"last_insert_rowid":"1"}""");
        var errors = received.Steps.Select(_ => "null");
        var batch = $$"""{"type":"ok","response":{"type":"batch","result":{"step_results":[{{string.Join(',', steps)}}],"step_errors":[{{string.Join(',', errors)}}] } } }""";
        return WriteAsync(http, Pipeline(received.Types.Length == 1 ? [batch] : [batch, Closed], baton, baseUrl));
    });

    /// <summary>An answer to a pipeline.</summary>
    public static string Pipeline(IEnumerable<string> results, string? baton = null, string? baseUrl = null) =>
        $$"""{"baton":{{JsonSerializer.Serialize(baton)}},"base_url":{{JsonSerializer.Serialize(baseUrl)}},"results":[{{string.Join(',', results)}}]}""";

    /// <summary>The result of a statement.</summary>
    public static string Rows(string columns, string rows) =>
        $$"""{"type":"ok","response":{"type":"execute","result":{"cols":{{columns}},"rows":{{rows}},"affected_row_count":0,"last_insert_rowid":null} } }""";

    /// <summary>The result of a request that failed.</summary>
    public static string Error(string code, string message) => $$"""{"type":"error","error":{"message":"{{message}}","code":"{{code}}"} }""";

    /// <summary>The result of <c>close</c>.</summary>
    public const string Closed = """{"type":"ok","response":{"type":"close"}}""";

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _app.DisposeAsync();
        _directory.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var received = new Received(http.Request.Path, http.Request.Headers.Authorization, await reader.ReadToEndAsync(http.RequestAborted));
        if (received.Body.Contains("sqlite_master", StringComparison.Ordinal))
        {
            var none = Rows("""[{"name":"found"}]""", """[[{"type":"integer","value":"0"}]]""");
            await WriteAsync(http, Pipeline([none, Error("SQLITE_UNKNOWN", "no such table: migrations"), Closed]));
        }
        else if (received.Types[0] == "sequence")
        {
            await WriteAsync(http, Pipeline(["""{"type":"ok","response":{"type":"sequence"}}""", Closed]));
        }
        else
        {
            Asked.Enqueue(received);
            if (_answers.TryDequeue(out var answer))
            {
                await answer(http, received);
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
            }
        }
    }

    private static Task WriteAsync(HttpContext http, string body, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }
}

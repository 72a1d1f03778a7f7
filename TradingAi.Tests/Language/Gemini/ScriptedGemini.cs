using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using TradingAi.Core.Language;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.Language.Gemini;

/// <summary>The language part with a key, over a network that answers as a test tells it, in order; the last answer repeats.</summary>
internal sealed class ScriptedGemini : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ConcurrentQueue<Func<HttpResponseMessage>> _answers = new();
    private Func<HttpResponseMessage> _last = () => Answer(200, Whole("Hello."));

    public ScriptedGemini(Dictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var all = new Dictionary<string, string?> { ["GEMINI_API_KEY"] = "secret", ["GEMINI_API_URL"] = "http://localhost:7080/gemini" };
        foreach (var (name, value) in settings ?? [])
        {
            all[name] = value;
        }

        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging().AddOperations().AddLanguage();
        services.PostConfigureAll<HttpClientFactoryOptions>(o => o.HttpMessageHandlerBuilderActions.Add(b => b.PrimaryHandler = new Network(this)));
        _services = services.BuildServiceProvider();
    }

    public IChatClient Client => _services.GetRequiredService<IChatClient>();

    public VendorActivity Activity => _services.GetRequiredService<VendorActivity>();

    public List<(HttpRequestMessage Message, JsonNode Body)> Requests { get; } = [];

    public JsonNode LastBody => Requests[^1].Body;

    /// <summary>A whole answer that says a text, of 100 tokens read and 20 written.</summary>
    public static string Whole(string text, string finish = "STOP") => Chunk([new JsonObject { ["text"] = text }], finish, 20);

    /// <summary>An answer or a chunk of one.</summary>
    public static string Chunk(JsonNode[] parts, string? finish = null, int? written = null) => new JsonObject
    {
        ["candidates"] = new JsonArray(new JsonObject
        {
            ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(parts) },
            ["finishReason"] = finish,
            ["index"] = 0,
        }),
        ["usageMetadata"] = written is null ? null : new JsonObject
        {
            ["promptTokenCount"] = 100,
            ["candidatesTokenCount"] = written,
            ["totalTokenCount"] = 100 + written,
        },
        ["modelVersion"] = "gemini-2.5-flash-001",
        ["responseId"] = "r-1",
    }.ToJsonString();

    public static string Text(string text, string? finish = null, int? written = null) => Chunk([new JsonObject { ["text"] = text }], finish, written);

    public ScriptedGemini Then(string body, int status = 200)
    {
        _answers.Enqueue(() => Answer(status, body));
        return this;
    }

    /// <summary>A stream of these chunks.</summary>
    public ScriptedGemini ThenStream(params string[] chunks) => ThenStream(() => new MemoryStream(Encoding.UTF8.GetBytes(Events(chunks))));

    public ScriptedGemini ThenStream(Func<Stream> body)
    {
        _answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(body()) { Headers = { ContentType = new("text/event-stream") } },
        });
        return this;
    }

    /// <summary>One answer, whole or as a stream of one chunk, as the request asks for it.</summary>
    public void ThenWholeOrStreamed(string body) =>
        _answers.Enqueue(() => Requests[^1].Message.RequestUri!.Query.Length > 0
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Events(body), Encoding.UTF8, "text/event-stream") }
            : Answer(200, body));

    /// <summary>Chunks as the vendor writes them.</summary>
    public static string Events(params string[] chunks) => string.Concat(chunks.Select(c => $"data: {c}\r\n\r\n"));

    public void Dispose() => _services.Dispose();

    private static HttpResponseMessage Answer(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Network(ScriptedGemini gemini) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            lock (gemini.Requests)
            {
                gemini.Requests.Add((request, body));
            }

            gemini._last = gemini._answers.TryDequeue(out var next) ? next : gemini._last;
            var response = gemini._last();
            response.RequestMessage = request;
            return response;
        }
    }
}

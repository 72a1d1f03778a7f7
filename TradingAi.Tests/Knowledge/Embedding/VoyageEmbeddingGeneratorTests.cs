using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Tests.Knowledge.Support;

namespace TradingAi.Tests.Knowledge.Embedding;

/// <summary>Voyage's models keep the contract, and nothing that arrives is believed.</summary>
public sealed class VoyageEmbeddingGeneratorTests : EmbeddingGeneratorContract, IAsyncLifetime
{
    private static readonly string[] s_texts = ["one", "two", "three"];

    private SimulatedVendors _vendors = null!;
    private KnowledgeApp _app = null!;

    private protected override IEmbeddingGenerator<string, Embedding<float>> Generator => _app.Get<IEmbeddingGenerator<string, Embedding<float>>>();

    public async ValueTask InitializeAsync()
    {
        _vendors = await SimulatedVendors.StartAsync();
        _app = new KnowledgeApp(settings: _vendors.Voyage);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _vendors.DisposeAsync();
    }

    [Fact]
    public async Task Many_texts_go_in_requests_that_Voyage_takes()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(n => $"note number {n}"), string.Concat(Enumerable.Repeat("word ", 60_000))];
        var embeddings = await Generator.GenerateAsync(texts, null, Cancelled);
        Assert.Equal(texts.Length, embeddings.Count);
        Assert.InRange((int)(await _vendors.CountersAsync("voyage"))["requests"]!, 3, 5);
        Assert.Equal((await Generator.GenerateAsync([texts[250]], null, Cancelled))[0].Vector.ToArray(), embeddings[250].Vector.ToArray());
    }

    [Fact]
    public async Task Vectors_in_another_order_find_their_texts()
    {
        var straight = await Generator.GenerateAsync(s_texts, null, Cancelled);
        await _vendors.BreakAsync("voyage", new JsonObject { ["kind"] = "reorder" });
        var reordered = await Generator.GenerateAsync(s_texts, null, Cancelled);
        Assert.All(straight.Zip(reordered), pair => Assert.Equal(pair.First.Vector.ToArray(), pair.Second.Vector.ToArray()));
    }

    [Fact]
    public async Task Two_vectors_of_one_text_are_refused()
    {
        await _vendors.BreakAsync("voyage", new JsonObject { ["kind"] = "duplicate" });
        var failure = await Assert.ThrowsAsync<VendorException>(() => Generator.GenerateAsync(s_texts, null, Cancelled));
        Assert.Equal((Vendor.Voyage, VendorFailure.Malformed), (failure.Vendor, failure.Failure));
    }

    [Theory]
    [InlineData("""{"kind":"malformed","count":1}""")]
    [InlineData("""{"kind":"cut","count":1}""")]
    [InlineData("""{"kind":"status","status":502,"count":2}""")]
    [InlineData("""{"kind":"status","status":429,"retry_after":1,"count":1}""")]
    public async Task A_failure_that_passes_does_not_show(string fault)
    {
        await _vendors.BreakAsync("voyage", JsonNode.Parse(fault)!.AsObject());
        Assert.Equal(3, (await Generator.GenerateAsync(s_texts, null, Cancelled)).Count);
    }

    [Theory]
    [InlineData("""{"kind":"status","status":401}""", VendorFailure.Rejected)]
    [InlineData("""{"kind":"status","status":503}""", VendorFailure.Unreachable)]
    [InlineData("""{"kind":"status","status":429,"retry_after":3600}""", VendorFailure.RateLimited)]
    [InlineData("""{"kind":"hang"}""", VendorFailure.TimedOut)]
    [InlineData("""{"kind":"malformed"}""", VendorFailure.Malformed)]
    public async Task A_question_learns_soon_that_there_is_no_vector(string fault, VendorFailure expected)
    {
        await _vendors.BreakAsync("voyage", JsonNode.Parse(fault)!.AsObject());
        var options = EmbeddingRequest.Options(EmbeddingModel.Of(Generator), EmbeddingRequest.Query, User);
        Assert.Equal(expected, (await Assert.ThrowsAsync<VendorException>(() => Generator.GenerateAsync(["why"], options, Cancelled))).Failure);
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0}],"model":"other","usage":{"total_tokens":1}}""", "another model")]
    [InlineData("""{"data":[],"model":"m","usage":{"total_tokens":1}}""", "0 vectors of 1 texts")]
    [InlineData("""{"model":"m"}""", "0 vectors of 1 texts")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":1}],"model":"m"}""", "not sent")]
    [InlineData("""{"data":[{"embedding":[1,0]}],"model":"m"}""", "not sent")]
    [InlineData("""{"data":[{"embedding":[1,0,0],"index":0}],"model":"m"}""", "3 dimensions instead of 2")]
    [InlineData("""{"data":[{"index":0}],"model":"m"}""", "0 dimensions instead of 2")]
    [InlineData("""{"data":[{"embedding":[0,0],"index":0}],"model":"m"}""", "length one")]
    [InlineData("""{"data":[{"embedding":[3,4],"index":0}],"model":"m"}""", "length one")]
    [InlineData("""{"data":[{"embedding":[1e30,1e30],"index":0}],"model":"m"}""", "length one")]
    [InlineData("""{"data":"none","model":"m"}""", "another shape")]
    public async Task What_was_not_asked_for_is_refused(string answer, string because)
    {
        await using var server = await FixedAnswer.StartAsync(answer);
        await using var app = new KnowledgeApp(settings: server.Settings);
        var failure = await Assert.ThrowsAsync<VendorException>(() => app.Get<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync(["a"], null, Cancelled));
        Assert.Equal(VendorFailure.Malformed, failure.Failure);
        Assert.Contains(because, failure.Message);
    }

    [Fact]
    public async Task A_small_drift_of_length_is_mended()
    {
        await using var server = await FixedAnswer.StartAsync("""{"data":[{"embedding":[0.606,0.808],"index":0}],"model":"m"}""");
        await using var app = new KnowledgeApp(settings: server.Settings);
        var vector = (await app.Get<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync(["a"], null, Cancelled))[0].Vector.ToArray();
        Assert.Equal([0.6f, 0.8f], vector.Select(value => MathF.Round(value, 6)));
    }

    [Fact]
    public async Task The_user_pays_for_the_tokens()
    {
        var options = EmbeddingRequest.Options(EmbeddingModel.Of(Generator), EmbeddingRequest.Document, User);
        var usage = (await Generator.GenerateAsync(s_texts, options, Cancelled)).Usage!;
        Assert.Equal((int)(await _vendors.CountersAsync("voyage"))["tokens"]!, usage.InputTokenCount);
        var spent = await _app.Get<IDailySpend>().ReadAsync(DateOnly.FromDateTime(DateTime.UtcNow), User, Cancelled);
        Assert.Equal(usage.InputTokenCount * 0.12m / 1_000_000, spent.ByUser);
    }

    [Fact]
    public async Task A_question_is_told_from_a_document()
    {
        var vectors = new List<float[]>();
        foreach (var inputType in (string[])[EmbeddingRequest.Query, EmbeddingRequest.Document])
        {
            var options = EmbeddingRequest.Options(EmbeddingModel.Of(Generator), inputType, User);
            vectors.Add((await Generator.GenerateAsync(s_texts, options, Cancelled))[0].Vector.ToArray());
        }

        Assert.NotEqual(vectors[0], vectors[1]);
        Assert.Equal((await Generator.GenerateAsync(s_texts, null, Cancelled))[0].Vector.ToArray(), vectors[1]);
    }

    [Fact]
    public async Task Over_budget_nothing_is_sent()
    {
        await using var app = new KnowledgeApp(settings: new(_vendors.Voyage) { ["BUDGET_USD_PER_USER_PER_DAY"] = "0.000001" });
        var generator = app.Get<IEmbeddingGenerator<string, Embedding<float>>>();
        var options = EmbeddingRequest.Options(EmbeddingModel.Of(generator), EmbeddingRequest.Document, User);
        await generator.GenerateAsync([string.Concat(Enumerable.Repeat("word ", 100))], options, Cancelled);
        Assert.Equal(VendorFailure.OverBudget, (await Assert.ThrowsAsync<VendorException>(() => generator.GenerateAsync(s_texts, options, Cancelled))).Failure);
        Assert.Equal(1, (int)(await _vendors.CountersAsync("voyage"))["requests"]!);
    }

    /// <summary>A Voyage that answers every request with the same.</summary>
    private sealed class FixedAnswer : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private FixedAnswer(string json)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.MapPost("/embeddings", () => Results.Text(json, "application/json"));
        }

        public Dictionary<string, string?> Settings => new()
        {
            ["VOYAGER_API_KEY"] = "local",
            ["VOYAGER_API_URL"] = _app.Urls.First(),
            ["VOYAGER_MODEL"] = "m",
            ["VOYAGER_DIMENSIONS"] = "2",
        };

        public static async Task<FixedAnswer> StartAsync(string json)
        {
            var server = new FixedAnswer(json);
            await server._app.StartAsync(Cancelled);
            return server;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}

using System.Net;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace TradingAi.Tests.Simulators;

public sealed class VoyageSimulatorTests : IAsyncLifetime
{
    private const string Path = "voyage/v1/embeddings";

    private readonly FakeTimeProvider _clock = new();
    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync(_clock);

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task A_list_of_texts_is_answered_in_its_order_with_unit_vectors_and_usage()
    {
        var reply = await _simulation.OkAsync(Path, """{"input":["bought the gap","sold too early"],"model":"voyage-finance-2","input_type":"document"}""");

        Assert.Equal(("list", "voyage-finance-2"), ((string)reply["object"]!, (string)reply["model"]!));
        Assert.Equal([0, 1], reply["data"]!.AsArray().Select(item => (int)item!["index"]!));
        Assert.All(reply["data"]!.AsArray(), item =>
        {
            Assert.Equal("embedding", (string)item!["object"]!);
            Assert.Equal(1024, Vector(item).Length);
            Assert.Equal(1, TensorPrimitives.Norm<float>(Vector(item)), 1e-5);
        });
        Assert.Equal(6, (int)reply["usage"]!["total_tokens"]!);
        Assert.Equal(6, (int)(await _simulation.CountersAsync("voyage"))["tokens"]!);
    }

    [Fact]
    public async Task Texts_that_share_words_are_nearer_than_texts_that_do_not()
    {
        var vectors = await VectorsAsync("revenge trading after a loss", "a loss made me trade for revenge", "tomato soup with basil");

        Assert.True(Cosine(vectors[0], vectors[1]) > 0.3 + Cosine(vectors[0], vectors[2]));
    }

    [Fact]
    public async Task A_text_as_query_and_as_document_differs_a_little_and_always_alike()
    {
        var query = Vector((await _simulation.OkAsync(Path, """{"input":"revenge trading","model":"voyage-finance-2","input_type":"query"}"""))["data"]![0]!);
        var again = Vector((await _simulation.OkAsync(Path, """{"input":["revenge trading"],"model":"voyage-finance-2","input_type":"query"}"""))["data"]![0]!);
        var document = Vector((await _simulation.OkAsync(Path, """{"input":"revenge trading","model":"voyage-finance-2","input_type":"document"}"""))["data"]![0]!);

        Assert.Equal(query, again);
        Assert.NotEqual(query, document);
        Assert.InRange(Cosine(query, document), 0.9f, 0.999f);
    }

    [Fact]
    public async Task Vectors_of_two_models_do_not_compare()
    {
        var finance = Vector((await _simulation.OkAsync(Path, """{"input":"revenge trading","model":"voyage-finance-2"}"""))["data"]![0]!);
        var general = Vector((await _simulation.OkAsync(Path, """{"input":"revenge trading","model":"voyage-4"}"""))["data"]![0]!);

        Assert.InRange(Cosine(finance, general), -0.5f, 0.5f);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2048)]
    public async Task A_flexible_model_gives_the_dimensions_asked_for(int dimensions)
    {
        var reply = await _simulation.OkAsync(Path, $$"""{"input":"x","model":"voyage-4","output_dimension":{{dimensions}}}""");

        Assert.Equal(dimensions, Vector(reply["data"]![0]!).Length);
    }

    [Fact]
    public async Task Base64_holds_the_same_floats_little_endian()
    {
        var list = await _simulation.OkAsync(Path, """{"input":"a long red candle","model":"voyage-finance-2"}""");
        var base64 = await _simulation.OkAsync(Path, """{"input":"a long red candle","model":"voyage-finance-2","encoding_format":"base64"}""");

        var bytes = Convert.FromBase64String((string)base64["data"]![0]!["embedding"]!);
        Assert.Equal(Vector(list["data"]![0]!), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Theory]
    [InlineData("int8", 256, -128, 127)]
    [InlineData("uint8", 256, 0, 255)]
    [InlineData("binary", 32, -128, 127)]
    [InlineData("ubinary", 32, 0, 255)]
    public async Task Quantized_embeddings_keep_the_range_of_their_type(string type, int length, int least, int most)
    {
        var reply = await _simulation.OkAsync(Path, $$"""{"input":"a long red candle","model":"voyage-4","output_dimension":256,"output_dtype":"{{type}}"}""");

        var numbers = reply["data"]![0]!["embedding"]!.Deserialize<int[]>()!;
        Assert.Equal(length, numbers.Length);
        Assert.All(numbers, number => Assert.InRange(number, least, most));
        Assert.True(numbers.Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("""{"input":"x","model":"voyage-none"}""", "Model voyage-none is not supported. Supported models are ['voyage-4-large',")]
    [InlineData("""{"input":"x"}""", "Argument 'model' is required.")]
    [InlineData("""{"model":"voyage-4"}""", "Argument 'input' is required.")]
    [InlineData("""{"input":[],"model":"voyage-4"}""", "Input cannot contain empty strings or empty lists")]
    [InlineData("""{"input":["x",""],"model":"voyage-4"}""", "Input cannot contain empty strings or empty lists")]
    [InlineData("""{"input":[1],"model":"voyage-4"}""", "The 'input' must be a string or a list of strings.")]
    [InlineData("""{"input":"x","model":"voyage-4","input_type":"passage"}""", "Value \"passage\" is not supported for argument 'input_type'.")]
    [InlineData("""{"input":"x","model":"voyage-4","output_dimension":300}""", "The output_dimension 300 is not supported for model 'voyage-4'.")]
    [InlineData("""{"input":"x","model":"voyage-finance-2","output_dimension":512}""", "The output_dimension 512 is not supported for model 'voyage-finance-2'.")]
    [InlineData("""{"input":"x","model":"voyage-finance-2","output_dtype":"int8"}""", "The output_dtype 'int8' is not supported for model 'voyage-finance-2'.")]
    [InlineData("""{"input":"x","model":"voyage-4","encoding_format":"hex"}""", "Value \"hex\" is not supported for argument 'encoding_format'.")]
    [InlineData("""{"input":"x","model":"voyage-4","dimensions":512}""", "Argument 'dimensions' is not supported by our API")]
    [InlineData("""{"input":""", "The request body is not valid JSON.")]
    public async Task A_wrong_request_is_refused_with_a_detail(string body, string beginning)
    {
        var (status, reply) = await _simulation.PostAsync(Path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(beginning, (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_texts_pass_and_one_more_does_not()
    {
        Assert.Equal(1000, (await _simulation.OkAsync(Path, Body(Texts(1000, "x"))))["data"]!.AsArray().Count);

        var (status, reply) = await _simulation.PostAsync(Path, Body(Texts(1001, "x")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The batch size limit is 1000. Your batch size is 1001.", (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_120_000_tokens_passes_and_one_more_token_does_not()
    {
        var texts = Texts(4, Words(30_000));
        Assert.Equal(120_000, (int)(await _simulation.OkAsync(Path, Body(texts)))["usage"]!["total_tokens"]!);

        var (status, reply) = await _simulation.PostAsync(Path, Body([.. texts, "word"]));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Your batch has 120001 tokens after truncation.", (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_more_than_32_000_tokens_is_cut_unless_truncation_is_off()
    {
        var whole = await _simulation.OkAsync(Path, Body([Words(32_000)]));
        var cut = await _simulation.OkAsync(Path, Body([Words(32_000) + " unread"]));
        Assert.Equal(32_000, (int)cut["usage"]!["total_tokens"]!);
        Assert.Equal(Vector(whole["data"]![0]!), Vector(cut["data"]![0]!));

        var (status, reply) = await _simulation.PostAsync(Path, Body(["short", Words(32_001)], truncation: false));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The example at index 1 in your batch has too many tokens", (string)reply["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_over_a_quota_are_refused_until_the_minute_has_passed()
    {
        await _simulation.ControlAsync("voyage/faults", """{"kind":"rate_limit","tokens_per_minute":10}""");
        await _simulation.OkAsync(Path, Body([Words(8)]));
        _clock.Advance(TimeSpan.FromSeconds(20));

        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Body([Words(3)])) };
        using var refused = await _simulation.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(40), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(["40"], refused.Headers.GetValues("X-RateLimit-Reset"));

        _clock.Advance(TimeSpan.FromSeconds(40));
        await _simulation.OkAsync(Path, Body([Words(3)]));
    }

    [Fact]
    public async Task Items_can_come_twice_and_out_of_order_with_their_index()
    {
        await _simulation.ControlAsync("voyage/faults", """[{"kind":"duplicate"},{"kind":"reorder"}]""");

        var indexes = (await _simulation.OkAsync(Path, Body(Texts(3, "x"))))["data"]!.AsArray().Select(item => (int)item!["index"]!).ToArray();

        Assert.Equal([0, 0, 1, 1, 2, 2], indexes.Order());
        Assert.NotEqual([0, 0, 1, 1, 2, 2], indexes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Without_the_key_nothing_is_answered(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_simulation.Http.BaseAddress!, Path)) { Content = new StringContent(Body(["x"])) };
        using var client = new HttpClient();
        request.Headers.TryAddWithoutValidation("Authorization", key is null ? null : "Bearer " + key);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("Provided API key is invalid.", (string)body["detail"]!);
    }

    private async Task<float[][]> VectorsAsync(params string[] texts) =>
        [.. (await _simulation.OkAsync(Path, Body(texts)))["data"]!.AsArray().Select(item => Vector(item!))];

    private static float[] Vector(JsonNode item) => item["embedding"]!.Deserialize<float[]>()!;

    private static float Cosine(float[] first, float[] second) => TensorPrimitives.CosineSimilarity<float>(first, second);

    private static string Body(string[] texts, bool truncation = true) =>
        new JsonObject { ["input"] = JsonSerializer.SerializeToNode(texts), ["model"] = "voyage-finance-2", ["truncation"] = truncation }.ToJsonString();

    private static string[] Texts(int count, string text) => [.. Enumerable.Repeat(text, count)];

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));
}

using System.Numerics.Tensors;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TradingAi.Core.Knowledge.Embedding;

namespace TradingAi.Tests.Knowledge.Embedding;

public class EmbeddedEmbeddingGeneratorTests(LoadedModel model) : IClassFixture<LoadedModel>
{
    private readonly EmbeddedEmbeddingGenerator _generator = model.Generator;

    /// <summary>Texts with the vectors that the original TensorFlow.js graph gives them, over its own weights and over the 8-bit ones.</summary>
    public static TheoryData<string, float[], float[]> References()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Knowledge", "Embedding", "use-lite-en.reference.json")));
        var data = new TheoryData<string, float[], float[]>();
        foreach (var reference in file.RootElement.EnumerateArray())
        {
            data.Add(reference.GetProperty("text").GetString()!, Vector(reference, "original"), Vector(reference, "quantized"));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task Equals_the_original_network_on_the_same_weights(string text, float[] original, float[] quantized)
    {
        Assert.Equal(512, original.Length);
        var vector = (await _generator.GenerateAsync(text)).Vector.ToArray();
        Assert.All(vector.Zip(quantized), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Theory]
    [MemberData(nameof(References))]
    public async Task Eight_bits_cost_less_than_a_hundredth_of_cosine(string text, float[] original, float[] quantized)
    {
        Assert.Equal(512, quantized.Length);
        var vector = await _generator.GenerateAsync(text);
        Assert.InRange(TensorPrimitives.CosineSimilarity(vector.Vector.Span, original), 0.99f, 1.0001f);
    }

    [Fact]
    public async Task A_batch_gives_what_each_text_gives_alone()
    {
        string[] texts = ["chased the open", "", "Sold half into the first target, trailed the rest under the 9 EMA.", "a"];
        var batch = await _generator.GenerateAsync(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            var alone = await _generator.GenerateAsync(texts[i]);
            Assert.All(batch[i].Vector.ToArray().Zip(alone.Vector.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Fact]
    public async Task Hostile_text_is_only_text()
    {
        var vectors = await _generator.GenerateAsync(["\uD800 lone surrogate", "\0\u0001\u2028", new string('字', 100_000), "🚀🚀🚀"]);
        Assert.All(vectors, embedding => Assert.Equal(1, TensorPrimitives.Norm(embedding.Vector.Span), 1e-4));
    }

    [Fact]
    public async Task Usage_counts_tokens() =>
        Assert.Equal(3, (await _generator.GenerateAsync(["hello world"])).Usage?.InputTokenCount);

    private static float[] Vector(JsonElement reference, string name) =>
        [.. reference.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
}

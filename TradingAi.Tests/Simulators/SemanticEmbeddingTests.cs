using System.Numerics.Tensors;
using System.Text.Json;

namespace TradingAi.Tests.Simulators;

public sealed class SemanticEmbeddingTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    public async Task Texts_of_one_meaning_are_near_without_a_common_word(int dimensions)
    {
        await using var simulation = await Simulation.StartAsync(null, "--semantic");
        var reply = await simulation.OkAsync("voyage/v1/embeddings", $$"""
            {"input":["I was angry after losing money","Furious because of my losses","The recipe needs two onions"],"model":"voyage-4","output_dimension":{{dimensions}}}
            """);

        var vectors = reply["data"]!.AsArray().Select(item => item!["embedding"]!.Deserialize<float[]>()!).ToArray();
        Assert.All(vectors, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5));
        Assert.Equal(dimensions, vectors[0].Length);
        Assert.True(
            TensorPrimitives.CosineSimilarity<float>(vectors[0], vectors[1]) > 0.2 + TensorPrimitives.CosineSimilarity<float>(vectors[0], vectors[2]));
    }

    [Fact]
    public async Task A_text_of_several_windows_is_read_to_its_end()
    {
        await using var simulation = await Simulation.StartAsync(null, "--semantic");
        var opening = string.Join(' ', Enumerable.Repeat("quiet market", 100));
        var reply = await simulation.OkAsync(
            "voyage/v1/embeddings", $$"""{"input":["{{opening}}","{{opening}} I lost my temper and doubled the position"],"model":"voyage-finance-2"}""");

        var vectors = reply["data"]!.AsArray().Select(item => item!["embedding"]!.Deserialize<float[]>()!).ToArray();
        Assert.InRange(TensorPrimitives.CosineSimilarity<float>(vectors[0], vectors[1]), 0.5f, 0.999f);
    }
}

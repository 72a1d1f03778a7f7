using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Embedding;

namespace TradingAi.Tests.Knowledge.Embedding;

/// <summary>What every embedding generator does, whoever offers the model.</summary>
public abstract class EmbeddingGeneratorContract
{
    private protected static UserId User { get; } = UserId.Parse("trader");

    private protected abstract IEmbeddingGenerator<string, Embedding<float>> Generator { get; }

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void It_names_its_provider_its_model_and_their_length()
    {
        var metadata = Generator.GetService<EmbeddingGeneratorMetadata>()!;
        Assert.NotEmpty(metadata.ProviderName!);
        Assert.NotEmpty(metadata.DefaultModelId!);
        Assert.True(metadata.DefaultModelDimensions > 0);
    }

    [Theory]
    [InlineData(EmbeddingRequest.Query)]
    [InlineData(EmbeddingRequest.Document)]
    public async Task Each_text_has_a_unit_vector_in_its_place(string inputType)
    {
        string[] texts = ["Chased the open and paid for it.", "止损 🚀", "\uD800 a lone surrogate", "Sold half into the first target.", "Chased the open and paid for it."];
        var options = EmbeddingRequest.Options(EmbeddingModel.Of(Generator), inputType, User);
        var embeddings = await Generator.GenerateAsync(texts, options, Cancelled);
        Assert.Equal(texts.Length, embeddings.Count);
        Assert.All(embeddings, embedding => Assert.Equal(1, TensorPrimitives.Norm(embedding.Vector.Span), 1e-4));
        Assert.All(embeddings, embedding => Assert.Equal(EmbeddingModel.Of(Generator).Dimensions, embedding.Vector.Length));
        Assert.All(embeddings, embedding => Assert.Equal(EmbeddingModel.Of(Generator).Name, embedding.ModelId));
        for (var i = 0; i < texts.Length; i++)
        {
            var alone = await Generator.GenerateAsync([texts[i]], options, Cancelled);
            Assert.Equal(1, TensorPrimitives.CosineSimilarity(alone[0].Vector.Span, embeddings[i].Vector.Span), 1e-4);
        }

        Assert.True(embeddings.Usage?.InputTokenCount > texts.Length);
    }

    [Fact]
    public async Task Texts_that_share_words_are_nearer_than_texts_that_do_not()
    {
        var embeddings = await Generator.GenerateAsync(
            ["I moved my stop and lost more", "Again I moved the stop and lost", "quarterly subscription invoice paid by card"], null, Cancelled);
        Assert.True(
            TensorPrimitives.CosineSimilarity(embeddings[0].Vector.Span, embeddings[1].Vector.Span)
            > TensorPrimitives.CosineSimilarity(embeddings[0].Vector.Span, embeddings[2].Vector.Span));
    }

    [Fact]
    public async Task Nothing_is_made_of_nothing() => Assert.Empty(await Generator.GenerateAsync([], null, Cancelled));

    [Fact]
    public async Task It_can_be_stopped() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Generator.GenerateAsync(["a"], null, new CancellationToken(canceled: true)));
}

/// <summary>The embedded model keeps the contract.</summary>
public sealed class EmbeddedGeneratorTests(LoadedModel model) : EmbeddingGeneratorContract, IClassFixture<LoadedModel>
{
    private protected override IEmbeddingGenerator<string, Embedding<float>> Generator => model.Generator;
}

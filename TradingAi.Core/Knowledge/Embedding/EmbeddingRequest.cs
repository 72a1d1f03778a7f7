using Microsoft.Extensions.AI;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>What a request for embeddings carries beside its texts: what they are, and whose.</summary>
public static class EmbeddingRequest
{
    /// <summary>A question that is searched with.</summary>
    public const string Query = "query";

    /// <summary>A text that is searched for.</summary>
    public const string Document = "document";

    private const string InputTypeProperty = "input_type";
    private const string UserProperty = "user";

    /// <summary>The options of a request.</summary>
    /// <param name="model">The model to use.</param>
    /// <param name="inputType"><see cref="Query"/> or <see cref="Document"/>.</param>
    /// <param name="user">Who pays.</param>
    public static EmbeddingGenerationOptions Options(EmbeddingModel model, string inputType, UserId user)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            ModelId = model.Name,
            Dimensions = model.Dimensions,
            AdditionalProperties = new() { [InputTypeProperty] = inputType, [UserProperty] = user },
        };
    }

    /// <summary>What the texts are; documents where nothing is said.</summary>
    public static string InputTypeOf(EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(InputTypeProperty, out var type) is true
            ? type as string is Query or Document ? (string)type! : throw new ArgumentException($"{InputTypeProperty} must be query or document.", nameof(options))
            : Document;

    /// <summary>Who pays; null where nobody is named.</summary>
    public static UserId? UserOf(EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(UserProperty, out var user) is true ? user as UserId : null;
}

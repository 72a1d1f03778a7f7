using System.Text.Json.Serialization;
using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>Voyage's embeddings over HTTP.</summary>
internal interface IVoyageApi
{
    /// <summary>Embeds texts.</summary>
    /// <exception cref="VendorException">No result, for whatever reason.</exception>
    [Post("/embeddings")]
    Task<VoyageReply> EmbedAsync([Body] VoyageRequest request, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);
}

/// <summary>What is to be embedded.</summary>
/// <param name="Input">The texts.</param>
/// <param name="Model">The model.</param>
/// <param name="InputType"><c>query</c> or <c>document</c>: the server puts a prompt of that kind before each text.</param>
/// <param name="Truncation">True cuts a text at the model's window, false refuses it.</param>
/// <param name="OutputDimension">The vectors' length.</param>
internal sealed record VoyageRequest(IReadOnlyList<string> Input, string Model, string InputType, bool Truncation, int OutputDimension);

/// <summary>The vectors, in no promised order.</summary>
internal sealed record VoyageReply(IReadOnlyList<VoyageItem>? Data, string? Model, VoyageUsage? Usage);

/// <summary>The vector of the text at <paramref name="Index"/>.</summary>
internal sealed record VoyageItem(float[]? Embedding, int? Index);

/// <summary>What the request took.</summary>
internal sealed record VoyageUsage(long TotalTokens);

/// <summary>Voyage's wire: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VoyageRequest))]
[JsonSerializable(typeof(VoyageReply))]
internal sealed partial class VoyageJson : JsonSerializerContext;

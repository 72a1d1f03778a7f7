using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>Google's Generative Language API, as far as it is used here. The key travels as a header of the client.</summary>
internal interface IGeminiApi
{
    /// <summary>A whole answer.</summary>
    [Post("/v1beta/models/{model}:generateContent")]
    Task<GeminiResponse?> GenerateAsync(
        string model, [Body] GeminiRequest request, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    /// <summary>An answer as server-sent events, to be read as they arrive.</summary>
    [Post("/v1beta/models/{model}:streamGenerateContent?alt=sse")]
    Task<HttpResponseMessage> StreamAsync(
        string model, [Body] GeminiRequest request, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    /// <summary>What a model is; nobody charges for the answer.</summary>
    [Get("/v1beta/models/{model}")]
    Task<GeminiModel?> GetModelAsync(string model, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    /// <summary>How many tokens contents are.</summary>
    [Post("/v1beta/models/{model}:countTokens")]
    Task<GeminiCount?> CountTokensAsync(
        string model, [Body] GeminiCountRequest request, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);
}

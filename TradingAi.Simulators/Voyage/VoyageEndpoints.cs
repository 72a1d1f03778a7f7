using System.Text.Json;
using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Voyage;

/// <summary>The routes of Voyage.</summary>
internal static class VoyageEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddVoyage(this IServiceCollection services) => services
        .AddSingleton<IVendorErrors, VoyageErrors>()
        .AddSingleton<IEmbedder>(provider => provider.GetRequiredService<SimulatorOptions>().Semantic ? new SemanticEmbedder() : new HashedEmbedder());

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapVoyage(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/voyage/v1/embeddings", EmbedAsync);
        return routes;
    }

    private static async Task<IResult> EmbedAsync(HttpContext context, IEmbedder embedder)
    {
        var faults = CallFaults.Of(context);
        EmbeddingRequest? request;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if (!EmbeddingRequest.TryRead(body.RootElement, out request, out var detail))
            {
                return faults.Refuse(StatusCodes.Status400BadRequest, detail);
            }
        }
        catch (JsonException)
        {
            return faults.Refuse(StatusCodes.Status400BadRequest, "The request body is not valid JSON.");
        }

        if (faults.TakeTokens(request.Tokens) is { } refusal)
        {
            return refusal;
        }

        var vectors = await embedder.EmbedAsync(request, context.RequestAborted);
        var items = vectors.Select((vector, index) => ItemOf(vector, index, request)).ToArray();
        var reply = new EmbeddingsReply("list", faults.Arrange(items), request.Model.Name, new EmbeddingsUsage(request.Tokens));
        return Results.Json(reply, VoyageJson.Default.EmbeddingsReply);
    }

    private static EmbeddingItem ItemOf(float[] vector, int index, EmbeddingRequest request)
    {
        var numbers = EmbeddingEncoding.Numbers(vector, request.NumberType);
        return new EmbeddingItem(
            "embedding", request.Base64 ? Convert.ToBase64String(EmbeddingEncoding.Bytes(numbers, request.NumberType)) : numbers, index);
    }
}

using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini;

/// <summary>The routes of Gemini.</summary>
internal static class GeminiEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddGemini(this IServiceCollection services) =>
        services.AddSingleton<IVendorErrors, GeminiErrors>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapGemini(this IEndpointRouteBuilder routes) => routes;
}

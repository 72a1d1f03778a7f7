using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Upstash;

/// <summary>The routes of Upstash.</summary>
internal static class UpstashEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddUpstash(this IServiceCollection services) =>
        services.AddSingleton<IVendorErrors, UpstashErrors>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapUpstash(this IEndpointRouteBuilder routes) => routes;
}

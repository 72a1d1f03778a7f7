using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Voyage;

/// <summary>The routes of Voyage.</summary>
internal static class VoyageEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddVoyage(this IServiceCollection services) =>
        services.AddSingleton<IVendorErrors, VoyageErrors>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapVoyage(this IEndpointRouteBuilder routes) => routes;
}

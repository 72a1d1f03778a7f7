using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Turso;

/// <summary>The routes of Turso.</summary>
internal static class TursoEndpoints
{
    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddTurso(this IServiceCollection services) =>
        services.AddSingleton<IVendorErrors, TursoErrors>();

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapTurso(this IEndpointRouteBuilder routes) => routes;
}

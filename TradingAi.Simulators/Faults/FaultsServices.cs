namespace TradingAi.Simulators.Faults;

/// <summary>Adds the faults.</summary>
internal static class FaultsServices
{
    public static IServiceCollection AddFaults(this IServiceCollection services) => services.AddSingleton<FaultBook>();
}

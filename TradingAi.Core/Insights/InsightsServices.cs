using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Core.Insights;

/// <summary>Registers the insights.</summary>
public static class InsightsServices
{
    /// <summary>
    /// Adds <see cref="InsightService"/> and the settings of the daily insights. The journal, the users' databases and a
    /// clock come from elsewhere.
    /// </summary>
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddOptions<InsightSettings>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<InsightService>().AddSingleton<DailyInsights>();
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Insights;

/// <summary>Registers the insights.</summary>
public static class InsightsServices
{
    /// <summary>
    /// Adds <see cref="InsightService"/> and the settings of the daily insights. The journal, the users' databases, a
    /// clock and, for prose by a language model, a chat client come from elsewhere.
    /// </summary>
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddOptions<InsightSettings>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new ProseWriter(provider.GetService<IChatClient>(), provider.GetRequiredService<ILogger<ProseWriter>>()));
        services.TryAddSingleton<ComposerCache>();
        return services.AddSingleton<InsightService>().AddSingleton<DailyInsights>();
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Core.Analysis;

/// <summary>Registers the analysis.</summary>
public static class AnalysisServices
{
    /// <summary>Adds <see cref="AnalysisService"/>. It needs the chat, the insights and the predictions.</summary>
    public static IServiceCollection AddAnalysis(this IServiceCollection services)
    {
        services.AddOptions<AnalysisSettings>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<AnalysisService>();
    }
}

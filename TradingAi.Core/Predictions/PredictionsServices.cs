using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradingAi.Core.Insights;

namespace TradingAi.Core.Predictions;

/// <summary>Registers the predictions.</summary>
public static class PredictionsServices
{
    /// <summary>Adds <see cref="PredictionService"/>. The journal and the cache come from elsewhere.</summary>
    public static IServiceCollection AddPredictions(this IServiceCollection services)
    {
        services.TryAddSingleton<ComposerCache>();
        return services.AddSingleton<PredictionService>();
    }
}

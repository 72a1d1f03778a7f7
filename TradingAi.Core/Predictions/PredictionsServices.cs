using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Core.Predictions;

/// <summary>Registers the predictions.</summary>
public static class PredictionsServices
{
    /// <summary>Adds <see cref="PredictionService"/>. The journal and the cache come from elsewhere.</summary>
    public static IServiceCollection AddPredictions(this IServiceCollection services) => services.AddSingleton<PredictionService>();
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAi.Core.Insights;
using TradingAi.Core.Language.Gemini;
using TradingAi.Core.Language.Tools;
using TradingAi.Core.Language.Trader;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Health;
using TradingAi.Core.Operations.Providers;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language;

/// <summary>Registers the language part.</summary>
public static class LanguageServices
{
    // A model that still asks for figures after so many rounds has lost its way.
    private const int MostToolRounds = 5;

    /// <summary>
    /// Adds the question analyst, the narrator, and as the chat client, unless another one is registered, Gemini or the narrator by
    /// <see cref="GeminiOptions"/>. Gemini needs the operations: the costs, the clock and the vendors' pipeline.
    /// </summary>
    public static IServiceCollection AddLanguage(this IServiceCollection services)
    {
        services.AddOptions<GeminiOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<GeminiOptions>, ValidateGemini>();
        services.AddVendorClient<IGeminiApi>(Vendor.Gemini, GeminiJson.Default, (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<GeminiOptions>>().Value;
            client.BaseAddress = new Uri((string.IsNullOrWhiteSpace(options.Address) ? GeminiOptions.DefaultAddress : options.Address.Trim()).TrimEnd('/'));
            client.DefaultRequestHeaders.Add("x-goog-api-key", options.ApiKey);
        });
        services.TryAddSingleton<ComposerCache>();
        services.TryAddSingleton<IQuestionAnalyst, QuestionAnalyst>();
        services.TryAddSingleton<JournalTools>();
        services.TryAddSingleton<TraderContexts>();
        services.TryAddSingleton<NarratorChatClient>();
        services.TryAddSingleton(ClientOf);
        services.AddSingleton(ProbeOf);
        return services;
    }

    private static HealthProbe ProbeOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GeminiOptions>>().Value;
        return HealthProbe.Of(
            provider.GetRequiredService<VendorActivity>(),
            Vendor.Gemini,
            options.Model,
            stop => provider.GetRequiredService<IGeminiApi>().GetModelAsync(options.Model, new VendorCall { Operation = "models" }, stop),
            options.Choice == Provider.Cloud);
    }

    private static IChatClient ClientOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GeminiOptions>>();
        return options.Value.Choice == Provider.Embedded
            ? provider.GetRequiredService<NarratorChatClient>()
            : new FunctionInvokingChatClient(new GeminiChatClient(
                provider.GetRequiredService<IGeminiApi>,
                options,
                provider.GetRequiredService<ICostLedger>(),
                provider.GetRequiredService<VendorActivity>(),
                provider.GetRequiredService<TimeProvider>()))
            {
                MaximumIterationsPerRequest = MostToolRounds,
            };
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TradingAi.Core.Language;

/// <summary>Registers the embedded language part.</summary>
public static class LanguageServices
{
    /// <summary>Adds the question analyst, and the narrator as the chat client unless another one is registered.</summary>
    public static IServiceCollection AddLanguage(this IServiceCollection services)
    {
        services.TryAddSingleton<IQuestionAnalyst, QuestionAnalyst>();
        services.TryAddSingleton<IChatClient, NarratorChatClient>();
        return services;
    }
}

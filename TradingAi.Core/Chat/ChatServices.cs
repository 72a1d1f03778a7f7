using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Core.Chat;

/// <summary>Registers the chat.</summary>
public static class ChatServices
{
    /// <summary>
    /// Adds <see cref="ChatService"/> and <see cref="ChatSessions"/>. They need the users' databases, a question analyst,
    /// a chat client and a clock from elsewhere.
    /// </summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<ChatSettings>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<Regenerations>().AddSingleton<ChatService>().AddSingleton<ChatSessions>();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Alerts;

/// <summary>Registers alerts and the outgoing webhook.</summary>
public static class AlertsServices
{
    // What a receiver has to say, it says within this time.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds <see cref="AlertWatch"/>, <see cref="AlertService"/>, <see cref="OutgoingEvents"/> and <see cref="OutgoingDelivery"/>;
    /// needs the journal and the databases.
    /// </summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<OutgoingOptions>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutgoingOptions>, ValidateOutgoing>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddHttpClient(OutgoingDelivery.ClientName, client => client.Timeout = s_timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })

            // The address may hold a secret in its path.
            .RemoveAllLoggers();
        services.AddSingleton<OutgoingEvents>();
        services.AddSingleton<OutgoingStore>();
        services.AddSingleton<OutgoingActivity>();
        services.AddSingleton(provider => new OutgoingDelivery(
            provider.GetRequiredService<IOptions<OutgoingOptions>>(),
            provider.GetRequiredService<OutgoingStore>(),
            provider.GetRequiredService<OutgoingActivity>(),
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutgoingDelivery>>()));
        services.AddSingleton<IUserEraser, OutgoingEraser>();
        services.AddSingleton<AlertWatch>();
        services.AddSingleton<AlertService>();
        return services;
    }
}

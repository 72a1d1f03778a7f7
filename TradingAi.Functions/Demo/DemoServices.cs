using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Functions.Middleware;

namespace TradingAi.Functions.Demo;

/// <summary>Adds the demo where the switch <c>--demo</c> asks for it.</summary>
internal static class DemoServices
{
    /// <summary>The user of the demo.</summary>
    public const string User = "demo";

    /// <summary>A secret that everyone knows: it signs the demo's webhooks on this machine only.</summary>
    public const string WebhookSecret = "whsec_ZGVtby1zZWNyZXQtZm9yLXRoaXMtbWFjaGluZS1vbmx5";

    private const string SecretsSetting = "WEBHOOK_SECRETS";

    /// <summary>Adds the demo's background service; does nothing without <c>--demo</c>.</summary>
    public static void AddDemo(this FunctionsApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue<bool>("demo") || !ConfigureAuthentication.IsLocalHost(builder.Configuration))
        {
            return;
        }

        var host = builder.Configuration["FunctionsHost:Host"];
        if (string.IsNullOrEmpty(builder.Configuration[SecretsSetting]) && (string.IsNullOrEmpty(host) || LoopbackCheck.IsLoopbackHost(host)))
        {
            builder.Configuration[SecretsSetting] = WebhookSecret;
        }

        builder.Services.AddHttpClient(DemoRunner.ClientName, client => client.Timeout = TimeSpan.FromMinutes(2)).RemoveAllLoggers();
        builder.Services.AddHostedService<DemoRunner>();
    }
}

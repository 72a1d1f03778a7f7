using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingAi.Core.Alerts;
using TradingAi.Core.Analysis;
using TradingAi.Core.Chat;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Core.Operations;
using TradingAi.Core.Predictions;
using TradingAi.Core.Reports;
using TradingAi.Core.Storage;
using TradingAi.Functions.Demo;
using TradingAi.Functions.Middleware;

namespace TradingAi.Functions;

/// <summary>Composes the app: the same for the program, for tests and for either host.</summary>
public static class TradingAiApp
{
    /// <summary>Adds middleware and services.</summary>
    /// <param name="builder">The builder of either host.</param>
    public static FunctionsApplicationBuilder AddTradingAi(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();

        // The first is the outermost.
        builder.UseMiddleware<RequestLogMiddleware>();
        builder.UseMiddleware<ProblemDetailsMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();
        builder.UseMiddleware<IdempotencyMiddleware>();
        builder.UseMiddleware<UserLimitsMiddleware>();

        builder.AddDemo();
        builder.Services
            .AddStorage()
            .AddJournal()
            .AddKnowledge()
            .AddLanguage()
            .AddChat()
            .AddAlerts()
            .AddInsights()
            .AddPredictions()
            .AddAnalysis()
            .AddReports()
            .AddOperations()
            .AddEdge();
        return builder;
    }

    private static void AddEdge(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(SigningKeys.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<IConfigureOptions<AuthenticationOptions>, ConfigureAuthentication>();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>, ValidateAuthentication>();
        services.AddOptions<AuthenticationOptions>().ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<BearerTokens>();
        services.AddSingleton<UserActivity>();
        services.AddHostedService(provider => provider.GetRequiredService<UserActivity>());
    }
}

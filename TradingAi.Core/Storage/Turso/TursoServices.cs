using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Health;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Registers what the databases at Turso are made of.</summary>
internal static class TursoServices
{
    /// <summary>Adds the options and the clients; nothing is called or made before a database is asked for.</summary>
    public static IServiceCollection AddTurso(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TursoOptions>, TursoOptionsValidator>();
        services.AddOptions<TursoOptions>().BindConfiguration("").ValidateOnStart();
        services.AddHttpClient(HranaClient.Name).AddVendorPipeline(Vendor.Turso);
        services.AddVendorClient<ITursoPlatformApi>(Vendor.Turso, TursoPlatformJson.Default, (provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<TursoOptions>>().Value;
            client.BaseAddress = TursoAddress.Parse(options.PlatformUrl).Url;
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.PlatformToken);
        });
        services.AddSingleton<HranaClient>();
        services.AddSingleton<TursoPlatform>();
        services.AddSingleton<UserDatabaseRegistry>();
        services.AddSingleton(ProbeOf);
        return services;
    }

    private static HealthProbe ProbeOf(IServiceProvider provider) => HealthProbe.Of(
        provider.GetRequiredService<VendorActivity>(),
        Vendor.Turso,
        "turso",
        stop => provider.GetRequiredService<ISystemDatabase>().QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), row => row.GetInt64("one"), stop),
        provider.GetRequiredService<IOptions<TursoOptions>>().Value.IsCloud);
}

using TradingAi.Simulators.Faults;

namespace TradingAi.Simulators.Hosting;

/// <summary>Adds and uses what is around every vendor.</summary>
internal static class HostingServices
{
    public static IServiceCollection AddHosting(this IServiceCollection services) => services
        .AddSingleton<VendorCalls>()
        .AddSingleton<Chance>()
        .AddSingleton<LatencyProfile>()
        .AddSingleton<VendorMiddleware>()
        .AddSingleton<FaultMiddleware>()
        .AddHostedService<Announcement>();

    /// <summary>Counts, key, timing and faults of every path that is a vendor's.</summary>
    public static IApplicationBuilder UseVendors(this IApplicationBuilder app) => app.UseWhen(IsVendors, vendors => vendors
        .UseMiddleware<VendorMiddleware>()
        .UseMiddleware<FaultMiddleware>());

    private static bool IsVendors(HttpContext context)
    {
        if (!VendorRoute.TryParse(context.Request.Path, out var route))
        {
            return false;
        }

        context.Features.Set(route);
        return true;
    }
}

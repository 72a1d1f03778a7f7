using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Core.Reports;

/// <summary>Registers the reports.</summary>
public static class ReportsServices
{
    /// <summary>
    /// Adds <see cref="ReportService"/>, <see cref="ReportBuilder"/> and <see cref="UnfinishedReports"/>; they need the
    /// insights and the databases.
    /// </summary>
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddSingleton<ReportService>().AddSingleton<ReportBuilder>().AddSingleton<UnfinishedReports>();
}

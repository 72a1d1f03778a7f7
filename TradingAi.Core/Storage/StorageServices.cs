using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradingAi.Core.Storage.Sqlite;

namespace TradingAi.Core.Storage;

/// <summary>Registers the databases.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds <see cref="IUserDatabases"/>, <see cref="ISystemDatabase"/>, <see cref="IUserDirectory"/> and
    /// <see cref="ISchedules"/> on SQLite files below <c>DATA_DIRECTORY</c>.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteConnections>();
        services.AddSingleton<IUserDatabases, SqliteUserDatabases>();
        services.AddSingleton<ISystemDatabase, SqliteSystemDatabase>();
        services.AddSingleton<IUserDirectory, UserDirectory>();
        services.AddSingleton<ISchedules, Schedules>();
        return services;
    }
}

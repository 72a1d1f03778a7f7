using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAi.Core.Storage.Sqlite;
using TradingAi.Core.Storage.Turso;

namespace TradingAi.Core.Storage;

/// <summary>Registers the databases.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds <see cref="IUserDatabases"/>, <see cref="ISystemDatabase"/>, <see cref="IUserDirectory"/> and
    /// <see cref="ISchedules"/>, on SQLite files below <c>DATA_DIRECTORY</c> or at Turso, as <see cref="TursoOptions"/> say.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteConnections>();
        services.AddTurso();
        services.AddSingleton<IUserDatabases>(Choose<IUserDatabases, SqliteUserDatabases, TursoUserDatabases>);
        services.AddSingleton<ISystemDatabase>(Choose<ISystemDatabase, SqliteSystemDatabase, TursoSystemDatabase>);
        services.AddSingleton<IUserDirectory, UserDirectory>();
        services.AddSingleton<ISchedules, Schedules>();
        return services;
    }

    private static T Choose<T, TEmbedded, TCloud>(IServiceProvider services)
        where T : class
        where TEmbedded : class, T
        where TCloud : class, T =>
        services.GetRequiredService<IOptions<TursoOptions>>().Value.IsCloud
            ? ActivatorUtilities.CreateInstance<TCloud>(services)
            : ActivatorUtilities.CreateInstance<TEmbedded>(services);
}

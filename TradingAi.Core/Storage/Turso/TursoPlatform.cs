using System.Net;
using Microsoft.Extensions.Options;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Creates and deletes databases where a platform token is configured.</summary>
internal sealed class TursoPlatform(ITursoPlatformApi api, IOptions<TursoOptions> options, TimeProvider time)
{
    // A new database's host name takes a moment to be known everywhere.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>True where databases can be created and deleted.</summary>
    public bool IsConfigured => options.Value.HasPlatform;

    /// <summary>Does something with a database; one that turns out not to exist is created first, if that can be done.</summary>
    /// <exception cref="TursoException">It cannot be done.</exception>
    public async Task CreateIfMissingAsync(TursoAddress database, Func<Task> action)
    {
        try
        {
            await action();
            return;
        }
        catch (TursoException error) when (IsConfigured && error.Failure == TursoFailure.NoDatabase)
        {
            // Created below.
        }

        await CreateAsync(database);
        for (var created = time.GetTimestamp(); ;)
        {
            try
            {
                await action();
                return;
            }
            catch (TursoException error) when (error.Failure == TursoFailure.NoDatabase && time.GetElapsedTime(created) < s_patience)
            {
                await Task.Delay(s_pause, time);
            }
        }
    }

    /// <summary>Deletes a database; one that does not exist is no error.</summary>
    /// <exception cref="TursoException">It cannot be deleted.</exception>
    public Task DeleteAsync(TursoAddress database, CancellationToken cancellationToken) => CallAsync(
        database, "delete", HttpStatusCode.NotFound,
        (organization, name, call) => api.DeleteAsync(organization, name, call, cancellationToken));

    private Task CreateAsync(TursoAddress database) => CallAsync(
        database, "create", HttpStatusCode.Conflict,
        (organization, name, call) => api.CreateAsync(organization, new NewDatabase(name, options.Value.Group), call, CancellationToken.None));

    // Both can be repeated: the status that says it is done already counts as done.
    private async Task CallAsync(TursoAddress database, string operation, HttpStatusCode done, Func<string, string, VendorCall, Task> call)
    {
        var organization = options.Value.Organization!;
        var name = database.NameIn(organization);
        try
        {
            await call(organization, name, new VendorCall { Operation = operation });
        }
        catch (VendorException error) when (error.Status == (int)done)
        {
        }
        catch (VendorException error)
        {
            throw new TursoException(
                TursoFailure.Unavailable, $"Turso's platform does not {operation} the database {name} of {organization}: {error.Message}", error);
        }
    }
}

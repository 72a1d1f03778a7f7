using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Changes;

/// <summary>Finishes, when the service starts, the deletions of users that the last process did not live to finish.</summary>
internal sealed class ErasureResumption(UserErasure erasure, ILogger<ErasureResumption> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await erasure.ResumeAsync(stoppingToken);
        }
        catch (StorageUnavailableException error)
        {
            // The journal sends the deletion again; the service starts all the same and says what is wrong.
            Log.ErasureNotResumed(logger, error);
        }
    }
}

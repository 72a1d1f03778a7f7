using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Gives running invocations a limited time to finish once the host stops, then cancels them.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenRegistration _stopping;

    public ShutdownSignal(IHostApplicationLifetime lifetime, IOptions<FunctionsHostOptions> options) =>
        _stopping = lifetime.ApplicationStopping.Register(() => _cancelled.CancelAfter(options.Value.ShutdownLimit));

    /// <summary>Cancelled when the limit has passed.</summary>
    public CancellationToken InvocationsCancelled => _cancelled.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _cancelled.Dispose();
    }
}

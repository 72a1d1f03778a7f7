using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting;

/// <summary>The running app: it owns the data directory from start to stop, and says in a sentence why it cannot start.</summary>
internal sealed partial class LocalFunctionsHost(IHost inner, StartPhase phase) : IHost, IAsyncDisposable
{
    private DataDirectoryLock? _dataDirectory;

    public IServiceProvider Services => inner.Services;

    /// <exception cref="HostStartException">The host cannot start; the message says why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            _dataDirectory = DataDirectoryLock.Acquire(Services.GetRequiredService<IConfiguration>()[HostSettings.DataDirectory]!);
            Services.GetService<IStartupValidator>()?.Validate();
            await inner.StartAsync(cancellationToken);
            phase.Started = true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _dataDirectory?.Dispose();
            LogNotStarted(Services.GetRequiredService<ILogger<LocalFunctionsHost>>(), exception);
            throw exception as HostStartException ?? new HostStartException(SentenceFor(exception), exception);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await inner.StopAsync(cancellationToken);
        _dataDirectory?.Dispose();
    }

    public void Dispose()
    {
        inner.Dispose();
        _dataDirectory?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)inner).DisposeAsync();
        _dataDirectory?.Dispose();
    }

    private string SentenceFor(Exception exception)
    {
        FunctionsHostOptions Options() => Services.GetRequiredService<IOptions<FunctionsHostOptions>>().Value;
        return exception switch
        {
            OptionsValidationException invalid => string.Join(' ', invalid.Failures),
            AggregateException many => string.Join(' ', many.Flatten().InnerExceptions.Select(SentenceFor)),
            IOException { InnerException: AddressInUseException } =>
                $"Port {Options().Port} is in use by another program; stop it or choose another port with --port.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"Port {Options().Port} may not be opened by this user; choose another port with --port.",
            SocketException socket => $"The address {Options().Host} cannot be listened on: {socket.Message}.",
            _ => exception.Message,
        };
    }

    // The sentence goes to whoever runs the host; the stack is for whoever asks for it.
    [LoggerMessage(LogLevel.Debug, "The host did not start")]
    private static partial void LogNotStarted(ILogger logger, Exception exception);
}

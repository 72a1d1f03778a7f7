using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>What activities tell the test, and the gates at which the test holds them.</summary>
internal sealed class Probe
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private int _running;
    private int _mostRunning;

    public int MostRunning => _mostRunning;

    public ConcurrentQueue<string> Notes { get; } = new();

    public int Count(string name) => _counts.GetValueOrDefault(name);

    public int Add(string name) => _counts.AddOrUpdate(name, 1, (_, count) => count + 1);

    public void Open(string gate) => Gate(gate).TrySetResult();

    public Task PassAsync(string gate) => Gate(gate).Task;

    public Task ReachedAsync(string name, int count = 1) => DurableApp.UntilAsync(() => Task.FromResult(Count(name) >= count));

    public IDisposable Enter()
    {
        int now = Interlocked.Increment(ref _running);
        int most;
        while (now > (most = _mostRunning) && Interlocked.CompareExchange(ref _mostRunning, now, most) != most)
        {
            // Another one raised it meanwhile.
        }

        return new Leave(this);
    }

    private TaskCompletionSource Gate(string gate) =>
        _gates.GetOrAdd(gate, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Leave(Probe probe) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref probe._running);
    }
}

/// <summary>What was logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<(string Category, LogLevel Level, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Lines outlive the host.
    }

    private sealed class Logger(LogLines owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Lines.Enqueue((category, logLevel, formatter(state, exception)));
    }
}

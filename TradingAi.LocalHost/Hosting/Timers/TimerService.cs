using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TradingAi.LocalHost.Hosting.Timers;

/// <summary>Runs the timer functions of the app from the moment it has started.</summary>
internal sealed class TimerService : IHostedLifecycleService, IDisposable
{
    private readonly TimerStatusStore _store;
    private readonly Dictionary<string, TimerRunner> _runners;
    private readonly ConcurrentDictionary<Task, byte> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="HostStartException">A schedule cannot be read, or the setting that holds it is missing.</exception>
    public TimerService(
        IReadOnlyList<FunctionDescriptor> functions,
        IConfiguration settings,
        FunctionInvoker invoker,
        TimerStatusStore store,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _store = store;
        _runners = functions.Where(f => f.Trigger == TriggerKind.Timer).ToDictionary(
            function => function.Name,
            function =>
            {
                string expression = SettingText.Fill(((TimerTriggerAttribute)function.TriggerAttribute).Schedule, settings, function.Name);
                return new TimerRunner(
                    function,
                    TimerSchedule.Parse(expression, function.Name),
                    invoker,
                    store,
                    time,
                    loggers.CreateLogger($"Function.{function.Name}"));
            },
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Runs a timer by hand, without waiting for it.</summary>
    /// <returns>Whether there is a timer of that name.</returns>
    public bool TryFire(string name)
    {
        if (!_runners.TryGetValue(name, out TimerRunner? runner))
        {
            return false;
        }

        Track(runner.FireAsync(_stopping.Token));
        return true;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_runners.Count > 0)
        {
            _store.Open();
        }

        foreach (TimerRunner runner in _runners.Values)
        {
            runner.Prepare();
        }

        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (TimerRunner runner in _runners.Values)
        {
            Track(runner.RunAsync(_stopping.Token));
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        foreach (TimerRunner runner in _runners.Values)
        {
            runner.Dispose();
        }
    }

    private void Track(Task run)
    {
        _running.TryAdd(run, 0);
        _ = run.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace TradingAi.LocalHost.Hosting.Timers;

/// <summary>Runs one timer function on its schedule, one run at a time.</summary>
internal sealed partial class TimerRunner(
    FunctionDescriptor function,
    TimerSchedule schedule,
    FunctionInvoker invoker,
    TimerStatusStore store,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    // Timers of the platform end at 49 days, and a clock that is set is noticed within this time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.TriggerAttribute;
    private readonly SemaphoreSlim _oneRun = new(1, 1);
    private ScheduleStatus? _status;
    private DateTime _next;
    private bool _runAtOnce;
    private bool _pastDue;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reads the stored status and decides when to run first.</summary>
    public void Prepare()
    {
        DateTime now = Now;
        _next = schedule.Next(now);
        _runAtOnce = _trigger.RunOnStartup;
        if (!_trigger.UseMonitor || schedule.IsFinerThanAMinute(now))
        {
            return;
        }

        _status = store.Read(function.Name);
        if (_status is null)
        {
            // Stored before the first run, so that one missed until the next start is noticed.
            Record(new ScheduleStatus { Next = _next, LastUpdated = now });
            return;
        }

        // From the schedule as it is now, which may have been changed since.
        _status.Next = schedule.Next(_status.LastUpdated);
        _pastDue = _status.Next <= now;
        _runAtOnce |= _pastDue;
    }

    /// <summary>Runs the function whenever it is due, until stopped. The first wait has begun when this returns its task.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (_runAtOnce)
        {
            // The start of the host does not wait for the function.
            await Task.Yield();
            await RunScheduledAsync(_pastDue, stopping);
        }

        while (true)
        {
            for (DateTime now = Now; now < _next; now = Now)
            {
                await Task.Delay(Shorter(_next - now, LongestWait), time, stopping);
            }

            await RunScheduledAsync(pastDue: false, stopping);
        }
    }

    /// <summary>Runs the function by hand, after a run that is under way. The schedule is not touched.</summary>
    public async Task FireAsync(CancellationToken stopping)
    {
        await _oneRun.WaitAsync(stopping);
        try
        {
            await EndsAsync(pastDue: false, stopping);
        }
        finally
        {
            _oneRun.Release();
        }
    }

    public void Dispose() => _oneRun.Dispose();

    private async Task RunScheduledAsync(bool pastDue, CancellationToken stopping)
    {
        await _oneRun.WaitAsync(stopping);
        try
        {
            stopping.ThrowIfCancellationRequested();
            DateTime started = Now;
            if (!await EndsAsync(pastDue, stopping))
            {
                return;
            }

            // Occurrences that passed during the run are not made up for.
            DateTime ended = Now;
            _next = schedule.Next(ended);
            if (_status is not null)
            {
                Record(new ScheduleStatus { Last = started, Next = _next, LastUpdated = ended });
            }
        }
        finally
        {
            _oneRun.Release();
        }
    }

    /// <summary>Runs the function to its end, be that a failure. False if the host's shutdown cut it short: unrecorded, it runs again at the next start.</summary>
    private async Task<bool> EndsAsync(bool pastDue, CancellationToken stopping)
    {
        TimerInfo info = new() { ScheduleStatus = _status, IsPastDue = pastDue };
        try
        {
            await invoker.InvokeAsync(function, new Dictionary<string, object?> { [function.TriggerParameter.Name!] = info }, http: null, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogInterrupted(logger, function.Name);
            return false;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, function.Name);
        }

        return true;
    }

    private void Record(ScheduleStatus status)
    {
        _status = status;
        try
        {
            store.Write(function.Name, status);
        }
        catch (SqliteException exception)
        {
            // The schedule goes on; at worst a run is repeated after the next start.
            LogNotStored(logger, exception, function.Name);
        }
    }

    private static TimeSpan Shorter(TimeSpan wait, TimeSpan limit) =>
        wait < limit ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : limit;

    [LoggerMessage(LogLevel.Error, "The timer {Function} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function);

    [LoggerMessage(LogLevel.Warning, "The timer {Function} was interrupted by the stop of the host")]
    private static partial void LogInterrupted(ILogger logger, string function);

    [LoggerMessage(LogLevel.Error, "The status of the timer {Function} could not be stored")]
    private static partial void LogNotStored(ILogger logger, Exception exception, string function);
}

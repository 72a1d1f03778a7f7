using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule.</summary>
/// <param name="schedule">A six-field NCRONTAB expression (seconds first, UTC), or <c>%Name%</c> for one held in settings.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The NCRONTAB expression as written.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the schedule's status is stored, so that a run missed while the host was down is caught up once. Default true; never for a schedule finer than a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs at every start of the host. Default false.</summary>
    public bool RunOnStartup { get; set; }
}

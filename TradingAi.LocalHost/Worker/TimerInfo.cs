namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told of its run.</summary>
public class TimerInfo
{
    /// <summary>The stored status of the schedule before this run; null where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run comes later than it was due, because the host was down.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The stored status of a schedule. All times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>When the function last ran; the default value if it never did.</summary>
    public DateTime Last { get; set; }

    /// <summary>When the function was next due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}

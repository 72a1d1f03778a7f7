using NCrontab;

namespace TradingAi.LocalHost.Hosting.Timers;

/// <summary>A six-field NCRONTAB schedule, seconds first, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule _crontab;

    private TimerSchedule(CrontabSchedule crontab) => _crontab = crontab;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="HostStartException">It is not a six-field NCRONTAB expression.</exception>
    public static TimerSchedule Parse(string expression, string function)
    {
        CrontabSchedule? crontab = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        return crontab is null
            ? throw new HostStartException($"The schedule '{expression}' of the function '{function}' is not a six-field NCRONTAB expression such as '0 */5 * * * *'.")
            : new TimerSchedule(crontab);
    }

    /// <summary>The first occurrence after <paramref name="time"/> (UTC).</summary>
    public DateTime Next(DateTime time) => DateTime.SpecifyKind(_crontab.GetNextOccurrence(time), DateTimeKind.Utc);

    /// <summary>Whether two occurrences can lie less than a minute apart; the official host does not monitor such a schedule.</summary>
    public bool IsFinerThanAMinute(DateTime from)
    {
        DateTime first = Next(from);
        return first != DateTime.MaxValue && Next(first) - first < TimeSpan.FromMinutes(1);
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>
/// Notes answers that had to do without a part: each is counted (<c>tradingai.degradations</c> by <c>part</c>), and a part that
/// stops or begins to serve is logged once.
/// </summary>
public sealed class Degradations
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _away = new(StringComparer.Ordinal);
    private readonly Counter<long> _answers;
    private readonly ILogger<Degradations> _logger;

    /// <summary>Creates the instrument.</summary>
    public Degradations(IMeterFactory meters, ILogger<Degradations> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _answers = meters.Create(VendorActivity.MeterName).CreateCounter<long>("tradingai.degradations", "{answer}", "Answers that had to do without a part.");
        _logger = logger;
    }

    /// <summary>Notes an answer.</summary>
    /// <param name="degraded">The parts it had to do without.</param>
    /// <param name="asked">The parts it asked.</param>
    public void Note(IReadOnlyCollection<string> degraded, params ReadOnlySpan<string> asked)
    {
        ArgumentNullException.ThrowIfNull(degraded);
        foreach (var part in degraded)
        {
            _answers.Add(1, new KeyValuePair<string, object?>("part", part));
            if (Change(part, away: true))
            {
                Log.PartAway(_logger, part);
            }
        }

        foreach (var part in asked)
        {
            if (!degraded.Contains(part) && Change(part, away: false))
            {
                Log.PartServesAgain(_logger, part);
            }
        }
    }

    private bool Change(string part, bool away)
    {
        lock (_lock)
        {
            return away ? _away.Add(part) : _away.Remove(part);
        }
    }
}

/// <summary>Log messages of degradations.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6401, Level = LogLevel.Warning, Message = "Answers do without {Part} until it serves again")]
    public static partial void PartAway(ILogger logger, string part);

    [LoggerMessage(EventId = 6402, Level = LogLevel.Information, Message = "Answers have {Part} again")]
    public static partial void PartServesAgain(ILogger logger, string part);
}

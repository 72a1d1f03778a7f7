using System.Threading.Channels;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine.Scheduling;

/// <summary>
/// Hands the places out to the activities that wait. A free place goes to the function that holds the fewest, of equals to the one
/// whose turn is longest ago; a function's own activities go first in, first out. No function holds the last quarter of the places:
/// however many long activities of one run or wait, a short one of another need not wait for their end.
/// </summary>
internal sealed class ActivityQueue(DurableTaskOptions options)
{
    private readonly int _mostOfOne = Math.Max(1, options.MaxConcurrentActivityFunctions - Math.Max(1, options.MaxConcurrentActivityFunctions / 4));
    private readonly Dictionary<string, Line> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<ScheduledActivity> _placed = Channel.CreateUnbounded<ScheduledActivity>();
    private readonly Lock _gate = new();
    private int _free = options.MaxConcurrentActivityFunctions;
    private long _turns;

    public void Add(ScheduledActivity activity)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(activity.Name, out var line))
            {
                _lines[activity.Name] = line = new Line();
            }

            line.Waiting.Enqueue(activity);
            HandOut();
        }
    }

    /// <summary>Takes an activity that has a place, and holds it until <see cref="Done"/>.</summary>
    public ValueTask<ScheduledActivity> TakeAsync(CancellationToken cancellationToken) => _placed.Reader.ReadAsync(cancellationToken);

    public void Done(ScheduledActivity activity)
    {
        lock (_gate)
        {
            _lines[activity.Name].Running--;
            _free++;
            HandOut();
        }
    }

    private void HandOut()
    {
        while (_free > 0
            && _lines.Values.Where(line => line.Waiting.Count > 0 && line.Running < _mostOfOne).MinBy(line => (line.Running, line.LastTurn)) is { } next)
        {
            _free--;
            next.Running++;
            next.LastTurn = ++_turns;
            _placed.Writer.TryWrite(next.Waiting.Dequeue());
        }
    }

    private sealed class Line
    {
        public Queue<ScheduledActivity> Waiting { get; } = new();

        public int Running { get; set; }

        public long LastTurn { get; set; }
    }
}

using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini.Scripts;

/// <summary>Scripts for the next answers, one each, set over the control route.</summary>
internal sealed class ScriptQueue : IClearable
{
    private readonly Lock _gate = new();
    private Queue<Script> _scripts = new();

    /// <summary>How many answers are still scripted.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _scripts.Count;
            }
        }
    }

    /// <summary>Replaces what is left.</summary>
    public void Set(IEnumerable<Script> scripts)
    {
        lock (_gate)
        {
            _scripts = new Queue<Script>(scripts);
        }
    }

    /// <summary>Takes the next one; null if none is left.</summary>
    public Script? Take()
    {
        lock (_gate)
        {
            return _scripts.TryDequeue(out var script) ? script : null;
        }
    }

    /// <inheritdoc/>
    public void Clear() => Set([]);
}

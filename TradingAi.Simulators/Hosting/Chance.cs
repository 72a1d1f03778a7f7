namespace TradingAi.Simulators.Hosting;

/// <summary>The one source of randomness, seeded by <c>--seed</c>; safe to share.</summary>
internal sealed class Chance(SimulatorOptions options)
{
    private readonly Random _random = new(options.Seed);
    private readonly Lock _gate = new();

    /// <summary>True with the given probability.</summary>
    public bool Hits(double probability)
    {
        if (probability >= 1)
        {
            return true;
        }

        lock (_gate)
        {
            return _random.NextDouble() < probability;
        }
    }

    /// <summary>The same items in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        lock (_gate)
        {
            _random.Shuffle(shuffled);
        }

        return shuffled;
    }

    /// <summary>A standard normal number (Box–Muller).</summary>
    public double Normal()
    {
        lock (_gate)
        {
            return Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        }
    }
}

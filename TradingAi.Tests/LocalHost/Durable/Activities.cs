using Microsoft.Azure.Functions.Worker;

namespace TradingAi.Tests.LocalHost.Durable;

/// <summary>Activities that tests of orchestrations share.</summary>
internal sealed class Activities(Probe probe)
{
    [Function(nameof(AddOne))]
    public async Task<Sum> AddOne([ActivityTrigger] Sum sum)
    {
        probe.Add(nameof(AddOne));
        await Task.Yield();
        return sum with { Total = sum.Total + 1 };
    }

    [Function(nameof(Increment))]
    public int Increment([ActivityTrigger] int value)
    {
        probe.Add(nameof(Increment));
        return value + 1;
    }

    [Function(nameof(Echo))]
    public string Echo([ActivityTrigger] string text)
    {
        probe.Add(nameof(Echo));
        return text;
    }

    /// <summary>Notes that it began, and ends when the gate of its name is open.</summary>
    [Function(nameof(Hold))]
    public async Task<string> Hold([ActivityTrigger] string gate, CancellationToken cancellationToken)
    {
        probe.Add(nameof(Hold));
        await probe.PassAsync(gate).WaitAsync(cancellationToken);
        return gate;
    }

    [Function(nameof(Fail))]
    public void Fail([ActivityTrigger] string message)
    {
        probe.Add(nameof(Fail));
        throw new FormatException(message, new TimeoutException("why"));
    }

    /// <summary>Fails until it was called as often as its input says.</summary>
    [Function(nameof(FailUntil))]
    public int FailUntil([ActivityTrigger] int attempts)
    {
        int attempt = probe.Add(nameof(FailUntil));
        return attempt >= attempts ? attempt : throw new FormatException($"attempt {attempt}");
    }
}

internal sealed record Sum(int Total, List<string> Steps)
{
    public static IEqualityComparer<Sum> Comparer { get; } = EqualityComparer<Sum>.Create(
        (a, b) => a!.Total == b!.Total && a.Steps.SequenceEqual(b.Steps), sum => sum.Total);
}

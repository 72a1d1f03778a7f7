using TradingAi.Core.Journal;

namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: trades opened right after three or more losses in a row (or wins in a row) do otherwise than the rest. A
/// run counts trades by exit before the entry; a break-even ends it.
/// </summary>
internal sealed class Streaks : IHypothesis
{
    private const int Run = 3;

    public IReadOnlyList<InsightType> Types => [InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var closed = sample.Journal.ClosedTrades;
        var runs = new int[closed.Count];
        for (var n = 0; n < closed.Count; n++)
        {
            var sign = Math.Sign(closed[n].NetPnl!.Value);
            var before = n == 0 ? 0 : runs[n - 1];
            runs[n] = sign == 0 ? 0 : Math.Sign(before) == sign ? before + sign : sign;
        }

        var runAtEntry = sample.Trades.Select(t => LastBefore(closed, t.EntryAt) is var last and >= 0 ? runs[last] : 0).ToList();
        var positions = Enumerable.Range(0, runAtEntry.Count);
        yield return Contrast.AgainstAll(
            sample, "streak", $"after {Run} losses", [.. positions.Where(n => runAtEntry[n] <= -Run)], $"opened after {Run} or more losses in a row");
        yield return Contrast.AgainstAll(
            sample, "streak", $"after {Run} wins", [.. positions.Where(n => runAtEntry[n] >= Run)], $"opened after {Run} or more wins in a row");
    }

    // The position of the last trade that had closed before an instant, or −1.
    private static int LastBefore(IReadOnlyList<Trade> closed, DateTimeOffset instant)
    {
        var (low, high) = (0, closed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = closed[middle].ExitAt < instant ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}

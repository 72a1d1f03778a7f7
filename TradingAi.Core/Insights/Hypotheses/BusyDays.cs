namespace TradingAi.Core.Insights.Hypotheses;

/// <summary>
/// Hypothesis: overtrading costs. Trades on days with two or three times the usual entries do worse, or those beyond the
/// number that three days in four stay within. Days are local, by entry; the usual number is the median day's, busy days
/// start at three trades.
/// </summary>
internal sealed class BusyDays : IHypothesis
{
    private const int Fewest = 3;

    public IReadOnlyList<InsightType> Types => [InsightType.Behavior];

    public IEnumerable<Contrast> Contrasts(TradeSample sample)
    {
        var days = Enumerable.Range(0, sample.Trades.Count).GroupBy(n => sample.LocalEntries[n].Date)
            .Select(d => d.OrderBy(n => sample.LocalEntries[n]).ThenBy(n => n).ToList()).OrderBy(d => d.Count).ToList();
        if (days.Count == 0)
        {
            yield break;
        }

        var (median, quartile) = (days[days.Count / 2].Count, days[days.Count * 3 / 4].Count);
        foreach (var busy in new[] { Math.Max(Fewest, 2 * median), Math.Max(Fewest, 3 * median) }.Distinct())
        {
            yield return Contrast.AgainstAll(
                sample, "trades_a_day", $"{busy} or more", days.Where(d => d.Count >= busy).SelectMany(d => d),
                $"opened on days with {busy} or more entries") with
            {
                Family = "trades_a_day",
            };
        }

        var usual = Math.Max(Fewest, quartile);
        yield return Contrast.AgainstAll(
            sample, "trades_a_day", $"beyond {usual}", days.SelectMany(d => d.Skip(usual)), $"opened after {usual} others on the same day") with
        {
            Family = "trades_a_day",
        };
    }
}

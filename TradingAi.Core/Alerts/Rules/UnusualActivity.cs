using System.Globalization;
using TradingAi.Core.Insights.Narration;

namespace TradingAi.Core.Alerts.Rules;

/// <summary>
/// Far more entries on a local day than on the days with entries of the 90 days before it: from twice the median, three widths
/// over it and three more than it on, a warning; from double that on, critical. Under 10 such days nothing is raised.
/// </summary>
internal static class UnusualActivity
{
    private const int MinimumDays = 10;
    private const int HistoryDays = 90;
    private const int MoreAtLeast = 3;

    public static IEnumerable<AlertDraft> Check(AlertOccasion occasion)
    {
        foreach (var day in occasion.Entered.Select(t => occasion.DateOf(t.EntryAt)).Distinct())
        {
            var entries = occasion.Journal.Trades.Where(t => occasion.DateOf(t.EntryAt) is var date && date >= day.AddDays(-HistoryDays) && date <= day)
                .ToLookup(t => occasion.DateOf(t.EntryAt));
            var history = entries.Where(e => e.Key != day).Select(e => (decimal)e.Count()).ToList();
            if (history.Count < MinimumDays)
            {
                continue;
            }

            var usual = Spread.Of(history);
            var warning = Math.Max(usual.Beyond(2, 3), usual.Median + MoreAtLeast);
            var count = entries[day].Count();
            if (count < warning)
            {
                continue;
            }

            var severity = count >= 2 * warning ? AlertSeverity.Critical : AlertSeverity.Warning;
            yield return new AlertDraft(
                string.Create(CultureInfo.InvariantCulture, $"unusual_activity:{day:yyyy-MM-dd}:{AlertNames.Of(severity)}"),
                AlertType.UnusualActivity,
                severity,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Wording.Count(count)} entries on {day:yyyy-MM-dd}; your usual day has {usual.Median:#,0.#} (median of {Wording.Count(history.Count, "day")} with entries in the 90 days before; from {Math.Ceiling(warning):#,0} on it is unusual for you)."),
                [.. entries[day].OrderByDescending(t => t.EntryAt).Select(t => t.Ref).Take(Alert.MaxEvidence)]);
        }
    }
}

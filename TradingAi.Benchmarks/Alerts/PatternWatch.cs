using TradingAi.Benchmarks.Findings;
using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Alerts;

/// <summary>A day's entries held against the patterns of a journal with a planted effect.</summary>
/// <param name="IsFound">Whether the effect is among the patterns.</param>
/// <param name="Entries">The day's entries.</param>
/// <param name="Hit">Those that the effect touches.</param>
/// <param name="Noticed">Those of them that are told to fit it.</param>
/// <param name="Others">Alerts of other patterns.</param>
internal sealed record PatternDay(bool IsFound, int Entries, int Hit, int Noticed, int Others);

/// <summary>Watches entries for a planted effect.</summary>
internal static class PatternWatch
{
    private const int LastDays = 60;

    /// <summary>Some of the days of the last two months on which the effect touches an entry.</summary>
    public static IEnumerable<PatternDay> DaysOf(Plant plant, World world, int seed, int days, CancellationToken cancellationToken)
    {
        var generator = new JournalGenerator(world, [plant], strength: 1, seed);
        var whole = generator.Make();
        var last = whole.Trades.Where(t => t.EntryAt > whole.Trades[^1].EntryAt.AddDays(-LastDays))
            .GroupBy(t => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(t.EntryAt, whole.TimeZone).DateTime))
            .Where(day => day.Any(IsHit))
            .ToList();
        return [.. last.Where((_, n) => n % Math.Max(1, last.Count / days) == 0).Take(days).Select(day => Watch(day.Key, [.. day]))];

        bool IsHit(Trade trade) => plant.IsHit(generator.Drafts[trade.Ref]);

        PatternDay Watch(DateOnly day, List<Trade> entries)
        {
            var patterns = AlertRules.PatternsOf(Replay.At(whole, entries[0].EntryAt), day, cancellationToken);
            var told = entries.ConvertAll(trade =>
            {
                var occasion = AlertOccasion.Of(Replay.At(whole, trade.EntryAt), [trade.Ref], trade.EntryAt + Replay.Delay);
                return (IsHit: IsHit(trade), Causes: AlertRules.CheckEntry(occasion, occasion.Entered[0], patterns).Select(d => d.Cause).ToList());
            });
            var cause = $"pattern:{plant.Dimension}:{plant.Key}";
            return new PatternDay(
                patterns.Any(p => p.Dimension == plant.Dimension && p.Key.StartsWith(plant.Key, StringComparison.Ordinal)),
                entries.Count,
                told.Count(t => t.IsHit),
                told.Count(t => t.IsHit && t.Causes.Any(c => c.StartsWith(cause, StringComparison.Ordinal))),
                told.Sum(t => t.Causes.Count(c => !c.StartsWith(cause, StringComparison.Ordinal))));
        }
    }
}

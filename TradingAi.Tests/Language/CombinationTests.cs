using TradingAi.Core.Journal;
using TradingAi.Core.Language;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

/// <summary>Every figure under every filter in every range, on two journals, against sums written out here.</summary>
public sealed class CombinationTests
{
    private static readonly (string Phrase, string Unit, Func<IReadOnlyList<Trade>, object?> Truth)[] s_figures =
    [
        ("What is my net P&L", "currency", t => t.Sum(x => x.NetPnl!.Value)),
        ("How much did I make", "currency", t => t.Sum(x => x.NetPnl!.Value)),
        ("How many trades did I take", "trades", t => t.Count),
        ("What's my win rate", "fraction", t => t.Count == 0 ? null : (double)t.Count(x => x.NetPnl > 0) / t.Count),
        ("What was my average result per trade", "currency", t => t.Count == 0 ? null : t.Sum(x => x.NetPnl!.Value) / t.Count),
        ("profit factor", "ratio", t => t.Where(x => x.NetPnl < 0).Sum(x => x.NetPnl!.Value) is var loss && loss == 0 ? null : (double)(t.Where(x => x.NetPnl > 0).Sum(x => x.NetPnl!.Value) / -loss)),
        ("Total commissions paid", "currency", t => t.Sum(x => x.Commissions)),
        ("How long do I hold on average", "hours", t => t.Count == 0 ? null : t.Average(x => (x.ExitAt!.Value - x.EntryAt).TotalHours)),
    ];

    [Fact]
    public Task Figures_filters_and_ranges_combine_on_the_sample() => CheckAsync(
        SampleJournal.Snapshot,
        SampleJournal.AsOf,
        [
            ("on NVDA", (t, _) => t.Symbol == "NVDA"),
            ("with tesla shorts", (t, _) => t.Symbol == "TSLA" && t.Direction == Direction.Short),
            ("on Fridays", (_, entry) => entry.DayOfWeek == DayOfWeek.Friday),
            ("on options entered before noon", (t, entry) => t.Asset == Asset.Option && entry.Hour < 12),
            ("in the playbook VWAP Reclaim", (t, _) => Playbooks(SampleJournal.Snapshot, t).Contains("VWAP Reclaim")),
            ("on gap fades held under an hour", (t, _) => Playbooks(SampleJournal.Snapshot, t).Contains("Gap Fade") && t.HoldTime < TimeSpan.FromHours(1)),
            ("on trades tagged 'a-setup' or 'breakout'", (t, _) => t.Tags.Contains("a-setup") || t.Tags.Contains("breakout")),
            ("on CSPs and covered calls", (t, _) => t.StrategyType is "Cash-Secured Put" or "Covered Call"),
            ("on trades rated at least 4", (t, _) => t.Rating >= 4),
            ("on longs excluding TSLA", (t, _) => t.Direction == Direction.Long && t.Symbol != "TSLA"),
            ("on trades without a stop loss at Schwab", (t, _) => t.StopLoss is null && t.BrokerageName == "Schwab"),
            ("on winning trades of 300 dollars or more", (t, _) => t.NetPnl >= 300),
            ("on overnight trades in AMD and NVDA", (t, entry) => t.Symbol is "AMD" or "NVDA" && Local(SampleJournal.Snapshot, t.ExitAt!.Value).Date > entry.Date),
        ],
        [
            ("", _ => true),
            ("in March 2026", exit => exit is { Year: 2026, Month: 3 }),
            ("in Q4 2025", exit => exit is { Year: 2025, Month: >= 10 }),
            ("since 15 June 2026", exit => exit >= new DateTime(2026, 6, 15)),
            ("last month", exit => exit is { Year: 2026, Month: 9 }),
            ("in the last 45 days", exit => exit >= new DateTime(2026, 9, 15)),
        ]);

    [Fact]
    public Task Figures_filters_and_ranges_combine_on_a_journal_in_another_zone_and_currency() => CheckAsync(
        TokyoJournal.Snapshot,
        TokyoJournal.AsOf,
        [
            ("on 7203", (t, _) => t.Symbol == "7203"),
            ("on ON", (t, _) => t.Symbol == "ON"),
            ("on berkshire", (t, _) => t.Symbol == "BRK.B"),
            ("on sony shorts", (t, _) => t.Symbol == "SONY" && t.Direction == Direction.Short),
            ("with iron condors", (t, _) => t.StrategyType == "Iron Condor"),
            ("on bull put spreads", (t, _) => t.StrategyType == "Bull Put Spread"),
            ("on Morning Momentum trades", (t, _) => Playbooks(TokyoJournal.Snapshot, t).Contains("Morning Momentum")),
            ("on fade reversals on Mondays", (t, entry) => Playbooks(TokyoJournal.Snapshot, t).Contains("Late Fade Reversal") && entry.DayOfWeek == DayOfWeek.Monday),
            ("on scalps entered between 10 and 12", (t, entry) => t.Tags.Contains("scalp") && entry.Hour is 10 or 11),
            ("on trades that lost more than 2000 yen", (t, _) => t.NetPnl < -2000),
            ("on stocks held longer than a day, not on Wednesdays", (t, entry) => t.Asset == Asset.Stock && t.HoldTime > TimeSpan.FromDays(1) && entry.DayOfWeek != DayOfWeek.Wednesday),
        ],
        [
            ("", _ => true),
            ("in May", exit => exit is { Year: 2025, Month: 5 }),
            ("in December", exit => exit is { Year: 2024, Month: 12 }),
            ("this year", exit => exit.Year == 2025),
            ("between 3 March and 5 April 2025", exit => exit >= new DateTime(2025, 3, 3) && exit < new DateTime(2025, 4, 6)),
        ]);

    private static async Task CheckAsync(
        JournalSnapshot journal,
        DateTimeOffset asOf,
        (string Phrase, Func<Trade, DateTime, bool> Passes)[] filters,
        (string Phrase, Func<DateTime, bool> Passes)[] ranges)
    {
        var asked = new AskedJournal(journal, asOf);
        var wrong = new List<string>();
        foreach (var (filter, passes) in filters)
        {
            foreach (var (range, contains) in ranges)
            {
                var trades = journal.ClosedTrades
                    .Where(t => t.ExitAt < asOf && passes(t, Local(journal, t.EntryAt)) && contains(Local(journal, t.ExitAt!.Value))).ToList();
                foreach (var (figure, unit, truth) in s_figures)
                {
                    var question = $"{figure} {filter}{(range.Length > 0 ? " " + range : "")}?";
                    var grounding = await asked.AskAsync(question);
                    if (trades.Count == 0 && truth(trades) is null)
                    {
                        if (grounding.Outcome != ChatOutcome.Declined && grounding.Facts[0].Value is not null)
                        {
                            wrong.Add($"{question}\nshould have no answer: {grounding.Narrative}");
                        }
                    }
                    else if (AskedJournal.Wrong(question, grounding, truth(trades), unit) is { } reason)
                    {
                        wrong.Add(reason);
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n" + string.Join("\n", wrong.Take(20)));
    }

    private static DateTime Local(JournalSnapshot journal, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, journal.TimeZone).DateTime;

    private static IEnumerable<string> Playbooks(JournalSnapshot journal, Trade trade) =>
        journal.Playbooks.Where(p => trade.PlaybookIds.Contains(p.Id)).Select(p => p.Name);
}

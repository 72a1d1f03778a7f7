using TradingAi.Core.Alerts;
using TradingAi.Core.Alerts.Rules;
using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Alerts;

/// <summary>Something unusual that is put into a journal at an instant, and whether the rules notice it.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Type">What is to be raised.</param>
/// <param name="Make">The trades, in the order of telling, that come to a journal at an instant.</param>
internal sealed record Unusual(string Name, AlertType Type, Func<JournalSnapshot, DateTimeOffset, IReadOnlyList<Trade>> Make)
{
    /// <summary>How many times the usual loss a planted one is.</summary>
    public const int Times = 5;

    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(5);

    /// <summary>What the benchmark plants.</summary>
    public static IReadOnlyList<Unusual> All { get; } =
    [
        new($"a loss of {Times} times the median loss", AlertType.LargeLoss, (journal, at) => [Close(1, at, -Times * MedianLoss(journal))]),
        new($"a loss of {Times} times the mean loss", AlertType.LargeLoss, (journal, at) => [Close(1, at, -Times * MeanLoss(journal))]),
        new("a loss of twice the largest loss", AlertType.LargeLoss, (journal, at) => [Close(1, at, 2 * journal.ClosedTrades.Min(t => t.NetPnl!.Value))]),
        new("a day with 4 times the entries of the median day", AlertType.UnusualActivity, (journal, at) => BusyDay(journal, at, 4)),
        new("median losses in a row, 1.5 times as many as ever", AlertType.RiskThresholdExceeded, LosingStreak),
        new("two median losses to a win, until the fall is 1.5 times the deepest", AlertType.RiskThresholdExceeded, SlowFall),
    ];

    /// <summary>Whether the rules notice it where it comes to a journal at an instant.</summary>
    public bool IsNoticed(JournalSnapshot whole, DateTimeOffset at)
    {
        var before = Replay.At(whole, at);
        var (level, trades) = (AlertRules.Check(AlertOccasion.Of(before, [], at), 0).RiskLevel, before.Trades.ToList());
        foreach (var trade in Make(before, at))
        {
            trades.Add(trade);
            var journal = new JournalSnapshot(1, whole.Profile, trades, [], [], whole.Playbooks);
            var occasion = AlertOccasion.Of(journal, [trade.Ref], (trade.ExitAt ?? trade.EntryAt) + Replay.Delay);
            (level, var raised) = AlertRules.Check(occasion, level);
            if (raised.Any(d => d.Type == Type && d.Evidence[0] == trade.Ref))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The share of a journal's own losses that are at least so many times the median one.</summary>
    public static double ShareAsLarge(JournalSnapshot journal)
    {
        var least = Times * MedianLoss(journal);
        return journal.ClosedTrades.Where(t => t.NetPnl < 0).Average(t => -t.NetPnl >= least ? 1.0 : 0);
    }

    // Entries of the day that are there already count.
    private static IReadOnlyList<Trade> BusyDay(JournalSnapshot journal, DateTimeOffset at, int times)
    {
        var days = journal.Trades.Where(t => t.EntryAt > at.AddDays(-90)).GroupBy(t => DateOf(journal, t.EntryAt)).ToDictionary(g => g.Key, g => g.Count());
        var today = days.GetValueOrDefault(DateOf(journal, at));
        days.Remove(DateOf(journal, at));
        var usual = days.Values.Order().ElementAt(days.Count / 2);
        return [.. Enumerable.Range(1, Math.Max(1, (times * usual) - today)).Select(n => Trade(n, at + (n * TimeSpan.FromSeconds(10)), null))];
    }

    private static IReadOnlyList<Trade> LosingStreak(JournalSnapshot journal, DateTimeOffset at)
    {
        var (longest, run) = (0, 0);
        foreach (var trade in journal.ClosedTrades)
        {
            run = trade.NetPnl < 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return [.. Enumerable.Range(1, (int)Math.Ceiling(1.5 * longest) - run).Select(n => Close(n, at + (n * s_step), -MedianLoss(journal)))];
    }

    private static IReadOnlyList<Trade> SlowFall(JournalSnapshot journal, DateTimeOffset at)
    {
        var (equity, peak, deepest) = (0m, 0m, 0m);
        foreach (var trade in journal.ClosedTrades)
        {
            equity += trade.NetPnl!.Value;
            peak = Math.Max(peak, equity);
            deepest = Math.Max(deepest, peak - equity);
        }

        var (loss, trades) = (MedianLoss(journal), new List<Trade>());
        for (var n = 1; peak - equity < 1.5m * deepest; n++)
        {
            var pnl = n % 3 == 0 ? loss : -loss;
            equity += pnl;
            trades.Add(Close(n, at + (n * s_step), pnl));
        }

        return trades;
    }

    private static decimal MedianLoss(JournalSnapshot journal)
    {
        var losses = journal.ClosedTrades.Where(t => t.NetPnl < 0).Select(t => -t.NetPnl!.Value).Order().ToList();
        return losses[losses.Count / 2];
    }

    private static decimal MeanLoss(JournalSnapshot journal) => -journal.ClosedTrades.Where(t => t.NetPnl < 0).Average(t => t.NetPnl!.Value);

    private static DateOnly DateOf(JournalSnapshot journal, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, journal.TimeZone).DateTime);

    private static Trade Close(int id, DateTimeOffset at, decimal pnl) => Trade(id, at - s_step, at) with { ExitPrice = 100 + Math.Round(pnl / 10, 4) };

    private static Trade Trade(int id, DateTimeOffset entry, DateTimeOffset? exit) => new()
    {
        Ref = new EntityRef(EntityType.Stock, $"planted-{id}"),
        Symbol = "SYM0",
        Direction = Direction.Long,
        Quantity = 10,
        EntryPrice = 100,
        EntryAt = entry,
        ExitAt = exit,
    };
}

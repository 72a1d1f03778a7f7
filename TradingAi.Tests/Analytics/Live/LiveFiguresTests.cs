using CsCheck;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Journal;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Analytics.Live;

public class LiveFiguresTests
{
    private const string Zone = "America/Chicago";
    private static readonly DateTimeOffset s_start = DateTimeOffset.Parse("2026-02-20T14:30:00Z");

    // What one event does: to which of a few trades, what the trade becomes, and how long after the event before.
    private static readonly Gen<(int Id, int Kind, decimal Pnl, int Minutes, int Late)[]> s_events = Gen.Select(
        Gen.Int[1, 40], Gen.Int[0, 9], Gen.OneOf(Gen.Const(0m), Gen.Int[-400, 400].Select(n => n / 4m)), Gen.Int[0, 60 * 24 * 3], Gen.Int[0, 60 * 24 * 60])
        .Select((id, kind, pnl, minutes, late) => (id, kind, pnl, minutes, late)).Array[1, 120];

    [Fact]
    public void Nothing_known_is_zeros_and_nulls()
    {
        var live = LiveFigures.Of(new LiveJournal(new UserProfile(), TradeLedger.Empty), s_start);

        Assert.Equal((0m, null, 0d, 0, 0d), (live.CurrentPnl, live.WinRate24h, live.TradeFrequency, live.RiskScore, live.MomentumScore));
        Assert.Equal(new Streak("none", 0), live.Streak);
        Assert.Equal(new LivePeriod(0, 0, null), live.Today);
    }

    [Fact]
    public void After_every_event_the_figures_are_those_of_a_recomputation() => s_events.Sample(
        events =>
        {
            var (now, ledger, trades) = (s_start, TradeLedger.Empty, new Dictionary<EntityRef, Trade>());
            foreach (var (id, kind, pnl, minutes, late) in events)
            {
                now = now.AddMinutes(minutes);
                var reference = new EntityRef(id % 3 == 0 ? EntityType.Option : EntityType.Stock, (id / 2).ToString());
                var before = trades.GetValueOrDefault(reference);
                var after = Change(reference, before, kind, pnl, now, late);
                ledger = ledger.With(before, after);
                trades.Remove(reference);
                if (after is not null)
                {
                    trades.Add(reference, after);
                }

                PlainFigures.AssertEqual(trades.Values, Zone, now, LiveFigures.Of(Journal(ledger), now));
            }

            // An earlier present is one of its own.
            var past = s_start.AddMinutes((now - s_start).TotalMinutes / 2);
            PlainFigures.AssertEqual(trades.Values, Zone, past, LiveFigures.Of(Journal(ledger), past));
        },
        iter: 60);

    [Fact]
    public void A_ledger_does_not_change_under_who_reads_it()
    {
        var trades = TradeBuilder.OneADay(5, -3, 4, -8);
        var ledger = trades.Aggregate(TradeLedger.Empty, (held, trade) => held.With(null, trade));
        var all = new InstantRange(null, DateTimeOffset.MaxValue);

        var less = ledger.With(trades[1], null).With(trades[3], null);

        Assert.Equal((-2m, 8m), (ledger.Sum(all).NetPnl, ledger.Sum(all).MaxDrawdown));
        Assert.Equal((9m, 0m), (less.Sum(all).NetPnl, less.Sum(all).MaxDrawdown));
    }

    [Fact]
    public void Momentum_is_positive_where_the_last_trades_go_better_and_moderate_where_they_are_few()
    {
        var usual = Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? 100m : -100m).ToList();

        Assert.InRange(Momentum([.. usual, .. Enumerable.Repeat(100m, 20)]), 0.7, 1);
        Assert.InRange(Momentum([.. usual, .. Enumerable.Repeat(-100m, 20)]), -1, -0.7);
        Assert.Equal(0, Momentum([.. usual, .. usual[..20]]), 9);

        // The same twenty a hundred days ago say nothing of now, and with under twenty before them nothing is usual.
        Assert.Equal(0, Momentum([.. usual, .. Enumerable.Repeat(100m, 20)], later: 100));
        Assert.Equal(0, Momentum([.. usual[..19], .. Enumerable.Repeat(100m, 20)]));
    }

    private static double Momentum(decimal[] pnl, int later = 0)
    {
        var trades = TradeBuilder.OneADay(pnl);
        var ledger = trades.Aggregate(TradeLedger.Empty, (held, trade) => held.With(null, trade));
        return LiveFigures.Of(Journal(ledger), trades[^1].ExitAt!.Value.AddDays(later).AddHours(1)).MomentumScore;
    }

    private static LiveJournal Journal(TradeLedger ledger) => new(new UserProfile { TimeZoneId = Zone }, ledger);

    // New trades open or closed, now or long ago; closes, reopenings, corrections and deletions of those that are there.
    private static Trade? Change(EntityRef reference, Trade? before, int kind, decimal pnl, DateTimeOffset now, int late)
    {
        var entry = kind < 3 ? now.AddMinutes(-late) : now.AddMinutes(-late % 600);
        var trade = before ?? new Trade
        {
            Ref = reference,
            Symbol = $"S{reference.Id.Length}{late % 3}",
            Direction = late % 2 == 0 ? Direction.Long : Direction.Short,
            Quantity = 1 << (late % 3), // divides money without a remainder
            EntryPrice = 50,
            EntryAt = entry,
        };
        return kind switch
        {
            0 or 1 or 2 or 3 or 4 or 5 => Close(trade, pnl, kind == 5 ? now.AddMinutes(1 + (late % 500)) : Between(trade.EntryAt, now, late)),
            6 => trade with { ExitAt = null, ExitPrice = null },
            7 => before is null ? trade : trade with { Commissions = trade.Commissions + 1 },
            _ => null,
        };
    }

    private static Trade Close(Trade trade, decimal pnl, DateTimeOffset at) => trade with
    {
        ExitPrice = trade.EntryPrice + (trade.Direction == Direction.Long ? pnl : -pnl) / trade.Quantity / trade.Multiplier,
        ExitAt = at,
    };

    private static DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to, int n) => from + ((to - from) * (n % 4 / 3.0));
}

using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

public class SampleFindingsTests
{
    [Fact]
    public void Dump()
    {
        foreach (var name in new[] { "all", "1y", "ytd", "90d", "30d", "7d" })
        {
            Assert.True(TimeRange.TryParseName(name, out var n));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var c = new InsightComposer(new TradeSample(SampleTrades.Journal, new TimeRange(n), SampleTrades.AsOf), default);
            Console.WriteLine($"#### {name} {watch.ElapsedMilliseconds} ms");
            foreach (var type in InsightTypes.All)
            {
                var d = c.Compose(type);
                Console.WriteLine($"== {type}: {d.Title}\n{d.Content}\n-- " + string.Join("\n-- ", d.Recommendations));
            }
            foreach (var f in c.AllFindings) { Console.WriteLine($"{f.Dimension}|{f.Key}|{f.Direction}|{f.Effect:F2}|R {f.EffectR:F2}|{f.N}/{f.NRest}|p {f.PValue:F5}|q {f.QValue:F5}"); }
        }
    }
    [Fact]
    public void Nulls()
    {
        var hits = 0; var all=0; var w = System.Diagnostics.Stopwatch.StartNew();
        for (var seed = 1; seed <= 60; seed++)
        {
            var c = new InsightComposer(new TradeSample(GeneratedJournal.Make(seed), TimeRange.All, SampleTrades.AsOf), default);
            all++;
            if (c.AllFindings.Count > 0) { hits++; foreach (var f in c.AllFindings) { Console.WriteLine($"{seed} {f.Dimension}|{f.Key}|{f.N}|p {f.PValue:F5}|q {f.QValue:F5}"); } }
        }
        Console.WriteLine($"NULL {hits}/{all} in {w.ElapsedMilliseconds}");
        w.Restart();
        var big = new InsightComposer(new TradeSample(GeneratedJournal.Make(7, 50_000), TimeRange.All, SampleTrades.AsOf), default);
        Console.WriteLine($"BIG null {w.ElapsedMilliseconds} {big.AllFindings.Count}");
        w.Restart();
        big = new InsightComposer(new TradeSample(GeneratedJournal.Make(7, 50_000, t => t.Symbol == "AAA" ? -60 : t.EntryAt.DayOfWeek == DayOfWeek.Friday ? -80 : 0), TimeRange.All, SampleTrades.AsOf), default);
        Console.WriteLine($"BIG effect {w.ElapsedMilliseconds} {big.AllFindings.Count}");
    }
}

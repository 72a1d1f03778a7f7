using System.Diagnostics;
using TradingAi.Benchmarks.Evaluation;
using TradingAi.Benchmarks.Findings;
using TradingAi.Core.Alerts;
using TradingAi.Core.Journal;

namespace TradingAi.Benchmarks.Alerts;

/// <summary>
/// How many alerts a trader sees without a cause, by rule, on journals made here and told trade by trade; which share of planted
/// events is noticed; and the alerts of a whole journal, the sample's or another.
/// </summary>
internal static class AlertsBenchmark
{
    private const double DaysAMonth = 365.25 / 12;
    private const int Journals = 6;
    private const int InstantsAJournal = 6;
    private const int PatternsEvery = 15;
    private const int SamplePatternsEvery = 3;
    private const int PatternJournals = 6;
    private const int PatternDays = 4;

    // Everything is held against history, so the first months say little.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromDays(90);

    public static async Task<int> RunAsync(string[] switches, CancellationToken stop)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var sample = await JournalFile.ReadAsync(EvaluationOptions.Parse(switches).Journal, stop);
            WithoutCause(stop);
            Planted(stop);
            Patterns(stop);
            Console.WriteLine("\nAlerts a month of the sample's journal, or the one that was named:\n");
            Print([($"{sample.Trades.Count} trades", [MonthsOf(sample, SamplePatternsEvery, stop)])]);
            Console.WriteLine($"\n{clock.Elapsed.TotalSeconds:0} s");
            return 0;
        }
        catch (EvaluationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static void WithoutCause(CancellationToken stop)
    {
        Console.WriteLine($"Alerts a trader and month on {Journals} journals each without an effect:\n");
        var rows = World.All.Select(world => (world.Name, Alerts: Seeds(Journals).Select(seed => MonthsOf(Make(world, seed), PatternsEvery, stop)).ToList())).ToList();
        Print([.. rows, ("**all**", [.. rows.SelectMany(r => r.Alerts)])]);
    }

    private static void Planted(CancellationToken stop)
    {
        Console.WriteLine($"\nShare of planted events that are noticed, each at {InstantsAJournal} instants of each of those journals, and of the losses that are as large without:\n");
        Console.WriteLine($"| journals | {string.Join(" | ", Unusual.All.Select(u => u.Name))} | own losses of {Unusual.Times} times the median |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", Unusual.All.Count + 1))}");
        var rows = World.All.Select(world => (world.Name, Shares: SharesOf(world))).ToList();
        foreach (var (name, shares) in rows.Append(("**all**", [.. Enumerable.Range(0, Unusual.All.Count + 1).Select(n => rows.Average(r => r.Shares[n]))])))
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", shares.Select(s => $"{s:P0}"))} |");
        }

        List<double> SharesOf(World world)
        {
            var journals = Seeds(Journals).Select(seed => Make(world, seed)).ToList();
            var noticed = Unusual.All.Select(unusual => journals.AsParallel().WithCancellation(stop)
                .Average(journal => InstantsOf(journal).Average(at => unusual.IsNoticed(journal, at) ? 1.0 : 0)));
            return [.. noticed, journals.Average(Unusual.ShareAsLarge)];
        }
    }

    // Entries of the last two months that are hit by a planted effect of one R, on days by which the findings bear it out.
    private static void Patterns(CancellationToken stop)
    {
        Console.WriteLine($"\nEntries on the side of an effect of 1 R, in {PatternJournals} journals each, on {PatternDays} days of the last two months:\n");
        Console.WriteLine("| planted | days by which it is found | entries noticed on those days | on all days | other alerts an entry |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var plant in Plant.All.Where(p => !p.HoldsLosers && p.Dimension != "hold"))
        {
            var days = Seeds(PatternJournals).SelectMany(seed => PatternWatch.DaysOf(plant, World.All[2 + (seed % 3)], 1000 + seed, PatternDays, stop)).ToList();
            var found = days.Where(d => d.IsFound).ToList();
            Console.WriteLine($"| {plant.Name} | {Share(found.Count, days.Count)} | {Share(found.Sum(d => d.Noticed), found.Sum(d => d.Hit))} "
                + $"| {Share(days.Sum(d => d.Noticed), days.Sum(d => d.Hit))} | {(double)days.Sum(d => d.Others) / days.Sum(d => d.Entries):0.00} |");
        }

        static string Share(int part, int of) => of == 0 ? "–" : $"{(double)part / of:P0} ({of})";
    }

    private static void Print(IReadOnlyList<(string Name, IReadOnlyList<Months> Alerts)> rows)
    {
        var rules = rows.SelectMany(r => r.Alerts).SelectMany(m => m.Alerts).Select(a => (a.Type, a.Rule)).Distinct().Order().ToList();
        Console.WriteLine($"| journals | {string.Join(" | ", rules.Select(r => r.Rule == AlertNames.Of(r.Type) ? r.Rule : $"{AlertNames.Of(r.Type)} ({r.Rule})"))} |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", rules.Count))}");
        foreach (var (name, months) in rows)
        {
            var count = months.Sum(m => m.Count);
            Console.WriteLine($"| {name} | {string.Join(" | ", rules.Select(r => $"{months.Sum(m => m.Alerts.Where(a => (a.Type, a.Rule) == r).Sum(a => a.Weight)) / count:0.00}"))} |");
        }
    }

    private static Months MonthsOf(JournalSnapshot journal, int patternsEvery, CancellationToken stop)
    {
        var from = journal.Trades[0].EntryAt + s_warmUp;
        return new Months((journal.Trades[^1].EntryAt - from).TotalDays / DaysAMonth, new Replay(journal, patternsEvery).Run(from, stop));
    }

    // Spread over what comes after the warm-up.
    private static IEnumerable<DateTimeOffset> InstantsOf(JournalSnapshot journal)
    {
        var from = journal.Trades[0].EntryAt + s_warmUp;
        var step = (journal.Trades[^1].EntryAt - from) / (InstantsAJournal + 1);
        return Enumerable.Range(1, InstantsAJournal).Select(n => from + (n * step));
    }

    private static JournalSnapshot Make(World world, int seed) => new JournalGenerator(world, [], 0, seed).Make();

    private static ParallelQuery<int> Seeds(int journals) => ParallelEnumerable.Range(1, journals).AsOrdered();

    private sealed record Months(double Count, IReadOnlyList<ReplayedAlert> Alerts);
}

using System.Diagnostics;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;

namespace TradingAi.Benchmarks.Findings;

/// <summary>
/// False discovery and power of the findings on journals made here: the share of journals without an effect that show any
/// finding, and the share of planted effects that are found.
/// </summary>
internal static class FindingsBenchmark
{
    private const int NullJournals = 60;
    private const int PlantedJournals = 60;

    // What a plant moves a trade's result by, in R.
    private static readonly double[] s_strengths = [0.7, 1.0];

    public static Task<int> RunAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        NoEffect(NullJournals, stop);
        Planted(PlantedJournals, stop);
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s");
        return Task.FromResult(0);
    }

    private static void NoEffect(int journals, CancellationToken stop)
    {
        Console.WriteLine("| journals without an effect | with a finding | share | 95 % interval |\n| --- | ---: | ---: | --- |");
        var (all, shown, dimensions) = (0, 0, new List<string>());
        foreach (var world in World.All)
        {
            var found = Seeds(journals).Select(seed => Search(world, [], 0, seed, stop)).ToList();
            Row(world.Name, found.Count(f => f.Count > 0), journals);
            (all, shown) = (all + journals, shown + found.Count(f => f.Count > 0));
            dimensions.AddRange(found.SelectMany(f => f).Select(f => f.Dimension));
        }

        Row("**all**", shown, all);
        Console.WriteLine($"\nShown there: {string.Join(", ", dimensions.GroupBy(d => d).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"))}\n");

        static void Row(string name, int shown, int of)
        {
            var (low, high) = Wilson(shown, of);
            Console.WriteLine($"| {name} ({of}) | {shown} | {(double)shown / of:P1} | {low:P1} to {high:P1} |");
        }
    }

    private static void Planted(int journals, CancellationToken stop)
    {
        Console.WriteLine($"| planted, in {journals} journals each | {string.Join(" | ", s_strengths.Select(s => $"{s} R: found | others shown a journal"))} |");
        Console.WriteLine($"| --- |{string.Concat(s_strengths.Select(_ => " ---: | ---: |"))}");
        foreach (var plant in Plant.All)
        {
            Console.Write($"| {plant.Name} |");
            foreach (var strength in s_strengths)
            {
                var found = Seeds(journals).Select(seed => Search(World.All[2 + (seed % 3)], [plant], strength, 1000 + seed, stop)).ToList();
                var hits = found.Count(f => f.Any(x => IsOf(x, plant)));
                Console.Write($" {(double)hits / journals:P0} | {(double)found.Sum(f => f.Count(x => !Shows(x, plant))) / journals:0.00} |");
            }

            Console.WriteLine();
        }

        // As a real trader has them: several at once.
        IReadOnlyList<Plant> together = [.. Plant.All.Take(6)];
        foreach (var strength in s_strengths)
        {
            var found = Seeds(journals).Select(seed => Search(World.All[2 + (seed % 3)], together, strength, 5000 + seed, stop)).ToList();
            Console.WriteLine($"\nThe first six at once, {strength} R: {string.Join(", ", together.Select(p => $"{p.Name} {(double)found.Count(f => f.Any(x => IsOf(x, p))) / journals:P0}"))}; "
                + $"others: {string.Join(", ", found.SelectMany(f => f).Where(x => !together.Any(p => Shows(x, p))).GroupBy(f => f.Dimension).Select(g => $"{g.Key} {g.Count()}"))}");
        }
    }

    private static ParallelQuery<int> Seeds(int journals) => ParallelEnumerable.Range(1, journals).AsOrdered();

    private static bool IsOf(Finding finding, Plant plant) =>
        finding.Dimension == plant.Dimension && finding.Key.StartsWith(plant.Key, StringComparison.Ordinal)
        && finding.Direction == (plant.Sign > 0 ? "positive" : "negative");

    private static bool Shows(Finding finding, Plant plant) => IsOf(finding, plant) || plant.Also.Split(',').Contains(finding.Dimension);

    private static IReadOnlyList<Finding> Search(World world, IReadOnlyList<Plant> plants, double strength, int seed, CancellationToken stop)
    {
        var journal = new JournalGenerator(world, plants, strength, seed).Make();
        return new InsightComposer(new TradeSample(journal, TimeRange.All, JournalGenerator.AsOf), stop).AllFindings;
    }

    // Wilson's score interval of a share.
    private static (double Low, double High) Wilson(int count, int of)
    {
        const double Z = 1.96;
        double share = (double)count / of, weight = 1 + (Z * Z / of);
        var middle = (share + (Z * Z / (2 * of))) / weight;
        var reach = Z / weight * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of)));
        return (Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }
}

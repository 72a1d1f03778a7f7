using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Predictions;

namespace TradingAi.Benchmarks.Predictions;

/// <summary>
/// How often stated intervals hold what comes: one prediction for each of many simulated journals, against the days after it, and what
/// the returned backtests say of themselves.
/// </summary>
internal static class Coverage
{
    private const int JournalsAKind = 40;

    private static readonly DateTimeOffset s_asOf = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(PredictionHorizon horizon, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        var cache = services.GetRequiredService<HybridCache>();
        Console.WriteLine("kind             journals   P&L 80%  95%   win rate 80%  95%   trades 80%  95%   backtests 80%  95%   error/baseline, also in backtests");
        var whole = new Tally();
        foreach (var kind in Enum.GetValues<TraderKind>())
        {
            var tally = new Tally();
            for (var seed = 1; seed <= JournalsAKind; seed++)
            {
                var journal = SimulatedTrader.Make(kind, seed, s_asOf);
                var service = new PredictionService(new One(journal), new ComposerCache(), cache);
                var prediction = await service.PredictAsync(UserId.Parse($"{kind}-{seed}"), horizon, s_asOf, cancellationToken);
                tally.Add(prediction, journal, horizon.Days, s_asOf);
            }

            tally.Print($"{kind}");
            whole.Add(tally);
        }

        whole.Print("all");
        return whole.IsCalibrated ? 0 : 1;
    }

    private sealed class One(JournalSnapshot journal) : IJournalReader
    {
        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) => ValueTask.FromResult(journal);
    }
}

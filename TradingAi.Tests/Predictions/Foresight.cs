using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Predictions;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Predictions;

/// <summary>Predictions of journals that a test gives, each made anew.</summary>
internal static class Foresight
{
    /// <summary>A service over a journal, with a cache of its own.</summary>
    public static PredictionService Over(IJournalReader journals) =>
        new(journals, new ComposerCache(), new ServiceCollection().AddHybridCache().Services.BuildServiceProvider().GetRequiredService<HybridCache>());

    public static async Task<Prediction> PredictAsync(JournalSnapshot journal, DateTimeOffset? asOf = null, string horizon = "7d")
    {
        await using var services = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        var service = new PredictionService(new GivenJournal(journal), new ComposerCache(), services.GetRequiredService<HybridCache>());
        return await service.PredictAsync(
            UserId.Parse("ann"), PredictionHorizon.Parse(horizon), asOf ?? SampleJournal.AsOf, TestContext.Current.CancellationToken);
    }

    private sealed class GivenJournal(JournalSnapshot journal) : IJournalReader
    {
        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) => ValueTask.FromResult(journal);
    }
}

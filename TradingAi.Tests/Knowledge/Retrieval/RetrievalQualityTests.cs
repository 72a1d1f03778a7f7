using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Retrieval;
using TradingAi.Tests.Knowledge.Support;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Knowledge.Retrieval;

public class RetrievalQualityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Hybrid_retrieval_beats_each_of_its_parts()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var app = new KnowledgeApp { Journal = SampleJournal.Snapshot };
        // The questions are asked of what the trader wrote; trades are counted apart and would only cost time here.
        await app.IndexAsync(SampleJournal.References(app.Journal).Where(entity => entity.Type is not (EntityType.Stock or EntityType.Option)), cancellationToken);
        var (benchmark, search, weights) = (new RetrievalBenchmark(), app.Get<JournalSearch>(), RetrievalWeights.Default);

        var vectors = await MeasureAsync("vectors alone", new RetrievalWeights(0, 0, 1));
        var words = await MeasureAsync("BM25 alone", new RetrievalWeights(1, 0, 0));
        var concepts = await MeasureAsync("lexicon alone", new RetrievalWeights(0, 1, 0));
        var fused = await MeasureAsync("all three", weights with { Feedback = 0 });
        var all = await MeasureAsync("all three, with feedback", weights);

        Assert.InRange(vectors.Recall10, 0.30, 1);
        Assert.InRange(words.Recall10, 0.50, 1);
        Assert.InRange(concepts.Recall10, 0.65, 1);
        Assert.InRange(fused.Recall10, 0.72, 1);
        Assert.InRange(all.Recall10, 0.76, 1);
        Assert.InRange(all.ReciprocalRank, 0.80, 1);
        Assert.True(fused.ReciprocalRank > new[] { words, vectors, concepts }.Max(s => s.ReciprocalRank), "Fusing should add to each part.");

        async Task<RetrievalScore> MeasureAsync(string name, RetrievalWeights ways)
        {
            var score = await benchmark.MeasureAsync(search, ways, cancellationToken);
            output.WriteLine($"{name,-26}{score}");
            return score;
        }
    }
}

using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Tests.Predictions;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Language;

public sealed class RetrievalForModelsTests
{
    private static readonly UserId s_ann = UserId.Parse("ann");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_search_runs_while_the_journal_is_read()
    {
        var meeting = new Meeting();
        var grounding = await new QuestionAnalyst(meeting, meeting, new ComposerCache(), Foresight.Over(meeting)).AnalyzeAsync(QuestionOf("What is my net P&L?") with { WantsPassages = true }, Cancelled);

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        Assert.Equal("net_pnl", grounding.Facts[0].Figure);
        var found = grounding.Sources[^1];
        Assert.Equal(("notebook:calm", $"S{grounding.Sources.Count}"), (found.Ref, found.Id));
        Assert.Contains("notebook:calm:0", grounding.ContextVectors);
        Assert.Equal(["embeddings"], grounding.Degraded);
        Assert.Equal(grounding.Sources.Count, grounding.Sources.Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_declined_is_given_no_passages()
    {
        var meeting = new Meeting();
        var grounding = await new QuestionAnalyst(meeting, meeting, new ComposerCache(), Foresight.Over(meeting)).AnalyzeAsync(QuestionOf("What is the weather in Paris?") with { WantsPassages = true }, Cancelled);
        Assert.Equal(ChatOutcome.Declined, grounding.Outcome);
        Assert.Empty(grounding.Sources);
    }

    private static Question QuestionOf(string text) => new(s_ann, text, SampleJournal.AsOf, null, 10);

    /// <summary>A journal and a search each of which waits until the other is asked too.</summary>
    private sealed class Meeting : IJournalReader, ISearch
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _searched = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken)
        {
            _read.TrySetResult();
            await _searched.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return GeneratedJournal.Make(21, 60);
        }

        public async Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken)
        {
            _searched.TrySetResult();
            await _read.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            var entity = new EntityRef(EntityType.Notebook, "calm");
            return new SearchResults([new SearchResult(entity, "Calm", "I was calm", 1, SampleJournal.AsOf, ["notebook:calm:0"])], ["embeddings"]);
        }
    }
}

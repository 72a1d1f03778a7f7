using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Chat;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Tests.Knowledge.Support;
using SampleJournal = TradingAi.Tests.Support.SampleJournal;

namespace TradingAi.Tests.Language;

/// <summary>Questions about the trader's own words, over the sample's notes and the search by words and concepts.</summary>
public sealed class PassageQuestionTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly KnowledgeApp _app = new(services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new OneMeaning())) { Journal = SampleJournal.Snapshot };

    /// <summary>Indexes what the trader wrote.</summary>
    public async ValueTask InitializeAsync() => await _app.IndexAsync(
        [.. SampleJournal.Snapshot.TradeNotes.Select(n => n.Ref), .. SampleJournal.Snapshot.Notebooks.Select(n => n.Ref), .. SampleJournal.Snapshot.Playbooks.Select(p => p.Ref)],
        TestContext.Current.CancellationToken);

    /// <summary>Removes the databases.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Questions_about_notes_are_answered_from_notes()
    {
        var asked = Ask();
        var (answered, recall, ungrounded, declined) = (0, 0.0, new List<string>(), new List<string>());
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "questions.json")));
        var questions = file.RootElement.GetProperty("retrieval").EnumerateArray().ToList();
        foreach (var question in questions)
        {
            var text = question.GetProperty("question").GetString()!;
            var grounding = await asked.AskAsync(text);
            var relevant = question.GetProperty("relevant").EnumerateArray().Select(r => r.GetString()!).ToHashSet();
            recall += (double)grounding.Sources.Count(s => relevant.Contains(s.Ref)) / Math.Min(10, relevant.Count);
            if (grounding is { Outcome: ChatOutcome.Answered, Sources.Count: > 0, Facts.Count: 0 })
            {
                answered++;
                Assert.All(grounding.Sources, s => Assert.Contains(grounding.ContextVectors, v => v.StartsWith(s.Ref + ":", StringComparison.Ordinal)));
            }
            else
            {
                declined.Add(text + "\n  " + grounding.Narrative);
            }

            ungrounded.AddRange(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported.Select(u => text + ": " + u));
        }

        output.WriteLine($"answered {answered} of {questions.Count}, recall@10 of the sources {recall / questions.Count:F3}\n" + string.Join("\n", declined));
        Assert.True(answered >= 50, $"{answered} answered:\n" + string.Join("\n", declined));
        Assert.True(ungrounded.Count == 0, string.Join("\n", ungrounded));
        Assert.InRange(recall / questions.Count, 0.4, 1);
    }

    [Fact]
    public async Task A_month_restricts_the_passages()
    {
        var grounding = await Ask().AskAsync("What did I write in March 2026?");
        Assert.NotEmpty(grounding.Sources);
        var written = SampleJournal.Snapshot.TradeNotes.Select(n => (n.Ref, n.CreatedAt)).Concat(SampleJournal.Snapshot.Notebooks.Select(n => (n.Ref, n.CreatedAt)))
            .ToDictionary(n => n.Ref.ToString(), n => TimeZoneInfo.ConvertTime(n.CreatedAt, SampleJournal.Snapshot.TimeZone));
        Assert.All(grounding.Sources, s => Assert.True(written[s.Ref] is { Year: 2026, Month: 3 }, s.Ref));
    }

    [Fact]
    public async Task A_figure_and_what_was_written_about_it_are_both_answered()
    {
        var best = SampleJournal.Snapshot.ClosedTrades.GroupBy(t => t.Symbol).MaxBy(g => g.Sum(t => t.NetPnl))!.Key;
        var grounding = await Ask().AskAsync("Which symbol made me the most money, and what did I write about it?");
        Assert.Equal(best, grounding.Facts[0].Value!.ToString());
        Assert.NotEmpty(grounding.Sources);
        Assert.All(grounding.Sources, s => Assert.Contains(best, SampleJournal.Snapshot.TradeNotes.FirstOrDefault(n => n.Ref.ToString() == s.Ref) is { } note ? SymbolsOf(note) : s.Snippet, StringComparison.Ordinal));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    [Theory]
    [InlineData("Which notes mention NVDA?")]
    [InlineData("Which of my notes mention Nvidia?")]
    public async Task Notes_that_mention_a_symbol_are_those_on_its_trades(string question)
    {
        var grounding = await Ask().AskAsync(question);

        Assert.Equal(ChatOutcome.Answered, grounding.Outcome);
        Assert.NotEmpty(grounding.Sources);
        Assert.All(grounding.Sources.Where(s => s.Type == "trade_note"), s => Assert.Contains("NVDA", SymbolsOf(SampleJournal.Snapshot.TradeNotes.Single(n => n.Ref.ToString() == s.Ref)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("What was my worst trade?", false)]
    [InlineData("What was my best trade?", true)]
    public async Task What_was_written_about_a_trade_is_its_own_notes_whatever_else_is_found(string question, bool best)
    {
        var closed = SampleJournal.Snapshot.ClosedTrades.Where(t => t.ExitAt < SampleJournal.AsOf);
        var trade = best ? closed.MaxBy(t => t.NetPnl)! : closed.MinBy(t => t.NetPnl)!;
        var asked = Ask();
        await asked.AskAsync(question);
        var grounding = await asked.FollowAsync("What did I write about it?");

        Assert.Equal(trade.Ref.ToString(), grounding.Facts[0].Value!.ToString());
        Assert.Equal(SampleJournal.Snapshot.NotesOf(trade.Ref).Where(n => n.CreatedAt < SampleJournal.AsOf).Select(n => n.Ref.ToString()), grounding.Sources.Select(s => s.Ref));
        Assert.Empty(GroundednessCheck.Of(grounding.Narrative, grounding).Unsupported);
    }

    private static string SymbolsOf(TradeNote note) =>
        string.Join(' ', SampleJournal.Snapshot.Trades.Where(t => SampleJournal.Snapshot.NotesOf(t.Ref).Any(n => n.Ref == note.Ref)).Select(t => t.Symbol).Append(note.Content));

    private AskedJournal Ask() => new(SampleJournal.Snapshot, SampleJournal.AsOf, _app.Get<ISearch>());

    // Every text means the same, so that words and concepts alone decide.
    private sealed class OneMeaning : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(_ => new Embedding<float>(s_vector))));

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", defaultModelId: "one", defaultModelDimensions: 8) : null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private static readonly float[] s_vector = [1, .. new float[7]];
}

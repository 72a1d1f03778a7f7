using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Knowledge.Keywords;
using TradingAi.Core.Knowledge.Text;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Storage;
using TradingAi.Tests.Knowledge.Support;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Knowledge.Indexing;

public sealed class EntityIndexerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_written = DateTimeOffset.Parse("2026-03-02T14:00:00Z");
    private readonly CountingGenerator _generator = new();
    private readonly KnowledgeApp _app;

    public EntityIndexerTests() =>
        _app = new KnowledgeApp(services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_generator));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Indexing_again_changes_nothing_and_embeds_nothing()
    {
        _app.Journal = Journal(Entry("a", "Chased the open again."));
        await IndexAllAsync();
        var (first, texts) = (await IdsAsync(), _generator.Texts);
        await IndexAllAsync();
        Assert.Equal(first, await IdsAsync());
        Assert.Equal(texts, _generator.Texts);
    }

    [Fact]
    public async Task A_text_that_shrinks_loses_its_surplus_chunks()
    {
        _app.Journal = Journal(Entry("a", Long(9_000)), Entry("b", "short"));
        await IndexAllAsync();
        Assert.True((await IdsAsync()).Count > 20);
        _app.Journal = Journal(Entry("a", Long(1_200)), Entry("b", "short"));
        await IndexAllAsync();
        var ids = await IdsAsync();
        Assert.Equal(Enumerable.Range(0, ids.Count - 1).Select(n => $"notebook:a:{n}").Append("notebook:b:0"), ids);
        _app.Journal = Journal(Entry("a", "brief"), Entry("b", "short"));
        await IndexAllAsync();
        Assert.Equal(["notebook:a:0", "notebook:b:0"], await IdsAsync());
    }

    [Fact]
    public async Task A_deleted_entity_is_found_no_more()
    {
        _app.Journal = Journal(Entry("a", "pineapple"), Entry("b", "banana"));
        await IndexAllAsync();
        _app.Journal = Journal(Entry("b", "banana"));
        await _app.IndexAsync([new EntityRef(EntityType.Notebook, "a")], Cancelled);
        Assert.Equal(["notebook:b:0"], await IdsAsync());
        Assert.DoesNotContain((await _app.SearchAsync("pineapple")).Results, result => result.Ref.Id == "a");
    }

    [Fact]
    public async Task Words_find_an_entity_before_it_is_embedded()
    {
        var entry = Entry("a", "The pineapple trade.");
        var database = await _app.Get<IUserDatabases>().OpenAsync(KnowledgeApp.User, Cancelled);
        await database.ExecuteAsync([.. _app.Get<KeywordIndex>().StatementsFor(EntityFormatter.FormatAlone(entry))], Cancelled);
        Assert.Equal("The pineapple trade.", Assert.Single((await _app.SearchAsync("pineapple")).Results).Snippet);
    }

    [Fact]
    public async Task Words_answer_alone_where_embedding_fails()
    {
        _app.Journal = Journal(Entry("a", "The pineapple trade."));
        await IndexAllAsync();
        _generator.Fails = true;
        var found = await _app.SearchAsync("pineapple");
        Assert.Equal(["embeddings"], found.Degraded);
        Assert.Single(found.Results);
    }

    [Theory]
    [InlineData("\"pineapple\" OR (")]
    [InlineData("title: pineapple*")]
    [InlineData("NEAR(pineapple, 5) AND NOT ^trade")]
    [InlineData("pineapple'; DROP TABLE search_entities; --")]
    [InlineData("pineapple\0{x} : - + ^ \uD800")]
    public async Task A_question_is_never_query_syntax(string question)
    {
        _app.Journal = Journal(Entry("a", "The pineapple trade."));
        await IndexAllAsync();
        Assert.Single((await _app.SearchAsync(question)).Results);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!… --- \"\"")]
    public async Task A_question_without_words_is_no_error(string question)
    {
        _app.Journal = Journal(Entry("a", "The pineapple trade."));
        await IndexAllAsync();
        Assert.Empty((await _app.SearchAsync(question)).Degraded);
    }

    [Fact]
    public async Task Filters_hold_for_notes_through_their_trade()
    {
        var trade = new Trade
        {
            Ref = new EntityRef(EntityType.Stock, "1"), Symbol = "AAPL", Direction = Direction.Long, Quantity = 1, EntryPrice = 1, EntryAt = s_written, Tags = ["Fade"],
        };
        var about = new TradeNote { Id = "n", Name = "Note", Content = "pineapple", Trade = trade.Ref, CreatedAt = s_written.AddDays(1) };
        var free = new TradeNote { Id = "f", Name = "Free", Content = "pineapple", CreatedAt = s_written.AddDays(9) };
        _app.Journal = new JournalSnapshot(1, new UserProfile(), [trade], [about, free], [], []);
        await IndexAllAsync();

        Assert.Equal(["trade_note:n", "trade_note:f"], await FoundAsync(new SearchFilter { Types = [EntityType.TradeNote] }), OfAnyOrder);
        Assert.Equal(["trade_note:n"], await FoundAsync(new SearchFilter { Types = [EntityType.TradeNote], Symbol = "aapl" }));
        Assert.Equal(["trade_note:n"], await FoundAsync(new SearchFilter { Types = [EntityType.TradeNote], Tag = "fade" }));
        Assert.Equal(["trade_note:f"], await FoundAsync(new SearchFilter { From = s_written.AddDays(9) }));
        Assert.Equal(["stock:1"], await FoundAsync(new SearchFilter { Until = s_written.AddDays(1) }));
    }

    [Fact]
    public async Task Everything_of_a_user_can_be_removed()
    {
        _app.Journal = Journal(Entry("a", "pineapple"));
        await IndexAllAsync();
        await _app.Get<IEntityIndexer>().RemoveAllAsync(KnowledgeApp.User, Cancelled);
        Assert.Empty(await IdsAsync());
        Assert.Empty((await _app.SearchAsync("pineapple")).Results);
    }

    private static IEqualityComparer<IEnumerable<string>> OfAnyOrder { get; } =
        EqualityComparer<IEnumerable<string>>.Create((x, y) => x!.Order().SequenceEqual(y!.Order()), _ => 0);

    private static JournalSnapshot Journal(params NotebookEntry[] entries) => new(1, new UserProfile(), [], [], entries, []);

    private static NotebookEntry Entry(string id, string content) => new() { Id = id, Title = "Entry " + id, Content = content, CreatedAt = s_written };

    private static string Long(int words) => string.Join(' ', Enumerable.Range(0, words).Select(n => $"w{n}"));

    private Task IndexAllAsync() => _app.IndexAsync(SampleJournal.References(_app.Journal), Cancelled);

    private async Task<IEnumerable<string>> FoundAsync(SearchFilter filter) =>
        (await _app.SearchAsync("pineapple", filter)).Results.Select(result => result.Ref.ToString());

    private async Task<List<string>> IdsAsync() =>
        [.. (await _app.Get<IVectorStore>().RangeAsync(VectorNamespace.Of(KnowledgeApp.User), "", "", 1_000, Cancelled)).Vectors
            .Select(vector => vector.Id).OrderBy(id => id[..id.LastIndexOf(':')]).ThenBy(id => int.Parse(id[(id.LastIndexOf(':') + 1)..]))];

    /// <summary>Embeds by the text's hash, counts, and fails on demand.</summary>
    private sealed class CountingGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Texts { get; private set; }

        public bool Fails { get; set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (Fails)
            {
                throw new HttpRequestException("The provider is away.");
            }

            var texts = values.ToArray();
            Texts += texts.Length;
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(Embed)));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", defaultModelId: "hash", defaultModelDimensions: 8) : null;

        public void Dispose()
        {
            // Nothing to release.
        }

        private static Embedding<float> Embed(string text) =>
            new(TextEmbedder.Hash(text).Take(8).Select(digit => (float)digit).ToArray());
    }
}

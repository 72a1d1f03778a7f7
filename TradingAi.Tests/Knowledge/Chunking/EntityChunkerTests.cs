using CsCheck;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Chunking;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Knowledge.Text;

namespace TradingAi.Tests.Knowledge.Chunking;

public class EntityChunkerTests
{
    private static readonly EntityChunker s_chunker = new(TradingLexicon.Load());

    [Theory]
    [InlineData(EntityType.Notebook, 1_000, false)]
    [InlineData(EntityType.Notebook, 1_001, true)]
    [InlineData(EntityType.Playbook, 500, false)]
    [InlineData(EntityType.Playbook, 501, true)]
    public void Only_what_is_long_is_cut(EntityType type, int words, bool cut) =>
        Assert.Equal(cut, s_chunker.Split(Text(type, Words(0, words))).Count > 1);

    [Fact]
    public void A_chunk_carries_its_section_and_overlaps_the_one_before()
    {
        var chunks = s_chunker.Split(Text(EntityType.Notebook, $"# Review\n\n{Words(0, 250)}\n\n{Words(250, 250)}\n\n# Risk\n\n{Words(500, 600)}"));
        Assert.StartsWith("## Review", chunks[0].Content);
        Assert.Contains("w249", chunks[1].Content);
        Assert.Contains("w250", chunks[1].Content);
        Assert.Contains(chunks, chunk => chunk.Content.Contains("## Risk") && !chunk.Content.Contains("w499"));
    }

    [Fact]
    public void Ids_are_consecutive_and_lead_to_the_parent()
    {
        var chunks = s_chunker.Split(Text(EntityType.Notebook, Words(0, 5_000)));
        Assert.Equal(Enumerable.Range(0, chunks.Count).Select(n => $"notebook:a%3Ab:{n}"), chunks.Select(chunk => chunk.ChunkId));
        Assert.All(chunks, chunk => Assert.Equal("notebook:a%3Ab", chunk.ParentId));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Metadata.ImportanceScore, 0, 1));
    }

    [Fact]
    public void Code_stays_apart()
    {
        var chunks = s_chunker.Split(Text(EntityType.Notebook, $"{Words(0, 1_000)}\n\n```\nx = 1\n\ny = 2\n```\n\n{Words(1_000, 20)}"));
        var code = Assert.Single(chunks, chunk => chunk.ChunkType == ChunkType.Code);
        Assert.Contains("x = 1\n\ny = 2", code.Content);
    }

    [Fact]
    public void No_word_is_lost() =>
        Gen.Select(Gen.Int[1, 400], Gen.Char["\n .#-`"]).Array[1, 40].Sample(parts =>
        {
            var next = 0;
            var body = "";
            foreach (var (count, separator) in parts)
            {
                body += Words(next, count) + new string(separator, 2) + " ";
                next += count;
            }

            var kept = s_chunker.Split(Text(EntityType.Notebook, body))
                .SelectMany(chunk => chunk.Content.Split((char[])[' ', '\n', '.', '#', '-', '`'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
            return Enumerable.Range(0, next).All(n => kept.Contains($"w{n}"));
        }, iter: 60);

    private static string Words(int from, int count) => string.Join(' ', Enumerable.Range(from, count).Select(n => $"w{n}"));

    private static EntityText Text(EntityType type, string body) =>
        new() { Ref = new EntityRef(type, "a:b"), Title = "Title", Body = body, Timestamp = DateTimeOffset.UnixEpoch };
}

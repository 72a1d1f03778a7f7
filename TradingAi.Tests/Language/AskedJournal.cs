using System.Globalization;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Language;

/// <summary>A journal that can be asked, question by question, in one session.</summary>
internal sealed class AskedJournal(JournalSnapshot journal, DateTimeOffset asOf, ISearch? search = null)
{
    private readonly QuestionAnalyst _analyst = new(new Reader(journal), search ?? new NothingFound());
    private string? _context;

    /// <summary>Asks in a new session.</summary>
    public Task<Grounding> AskAsync(string question)
    {
        _context = null;
        return FollowAsync(question);
    }

    /// <summary>Asks in the session of the question before.</summary>
    public async Task<Grounding> FollowAsync(string question)
    {
        var grounding = await _analyst.AnalyzeAsync(
            new Question(UserId.Parse("asker"), question, asOf, _context, 10), TestContext.Current.CancellationToken);
        _context = grounding.Context;
        return grounding;
    }

    /// <summary>Asserts that the first fact answers with a value.</summary>
    public static void AssertAnswer(string question, Grounding grounding, object? expected, string unit)
    {
        Assert.True(grounding.Outcome == ChatOutcome.Answered, $"{question}\nwas declined: {grounding.Narrative}");
        var fact = grounding.Facts[0];
        Assert.True(fact.Unit == unit, $"{question}\nanswered in {fact.Unit}, not {unit}: {grounding.Narrative}");
        var actual = fact.Value?.ToString();
        var equal = expected switch
        {
            string text => actual == text,
            null => actual is null,
            IConvertible number => actual is not null && Math.Abs(double.Parse(actual, CultureInfo.InvariantCulture) - number.ToDouble(null)) <= 1e-9 * Math.Max(1, Math.Abs(number.ToDouble(null))),
            _ => false,
        };
        Assert.True(equal, $"{question}\nanswered {actual}, not {expected}: {grounding.Narrative}");
    }

    private sealed class Reader(JournalSnapshot journal) : IJournalReader
    {
        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) => new(journal);
    }

    private sealed class NothingFound : ISearch
    {
        public Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken) =>
            Task.FromResult(new SearchResults([], []));
    }
}

using System.Globalization;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language;
using TradingAi.Tests.Knowledge.Support;
using TradingAi.Tests.Predictions;

namespace TradingAi.Tests.Language;

/// <summary>A journal that can be asked, question by question, in one session.</summary>
internal sealed class AskedJournal(JournalSnapshot journal, DateTimeOffset asOf, ISearch? search = null)
{
    private readonly QuestionAnalyst _analyst = new(new Reader(journal), search ?? new NothingFound(), new ComposerCache(), Foresight.Over(new Reader(journal)));
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
            new Question(KnowledgeApp.User, question, asOf, _context, 10), TestContext.Current.CancellationToken);
        _context = grounding.Context;
        return grounding;
    }

    /// <summary>Why the first fact does not answer with a value; null where it does.</summary>
    public static string? Wrong(string question, Grounding grounding, object? expected, string unit)
    {
        if (grounding.Outcome != ChatOutcome.Answered || grounding.Facts.Count == 0)
        {
            return $"{question}\n  was declined: {grounding.Narrative}";
        }

        var fact = grounding.Facts[0];
        var actual = fact.Value?.ToString();
        var equal = expected switch
        {
            string text => actual == text,
            null => actual is null,
            IConvertible number => double.TryParse(actual, CultureInfo.InvariantCulture, out var value)
                && Math.Abs(value - number.ToDouble(null)) <= 1e-9 * Math.Max(1, Math.Abs(number.ToDouble(null))),
            _ => false,
        };
        return equal && fact.Unit == unit ? null : $"{question}\n  expected {expected} {unit}, answered {actual} {fact.Unit}: {grounding.Narrative}";
    }

    /// <summary>The number that a fact holds.</summary>
    public static decimal NumberOf(Fact fact) => decimal.Parse(fact.Value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

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

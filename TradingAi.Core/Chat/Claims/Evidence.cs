using System.Text.Json;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>What one group of citations gives: the facts and passages it names, and the passages that open the trades its facts name.</summary>
internal sealed class Evidence
{
    private const string Weekday = "weekday";

    private readonly List<(Fact Fact, FactEvidence Evidence, FactScope Scope)> _facts;
    private readonly List<EvidenceText> _texts;

    /// <summary>Gathers it.</summary>
    /// <param name="grounding">All that was supplied.</param>
    /// <param name="cited">The ids cited.</param>
    /// <param name="groups">Finds the groups that texts name.</param>
    public Evidence(Grounding grounding, IReadOnlySet<string> cited, GroupLabels groups)
    {
        List<Fact> facts = [.. grounding.Facts.Concat(grounding.Background).Where(f => cited.Contains(f.Id))];
        _facts = [.. facts.Select(f => (f, new FactEvidence(f), new FactScope(f, TitleOf(f))))];
        _texts =
        [
            .. facts.SelectMany(f => f.Filters.Select(filter => new EvidenceText(filter.Value, groups, filter: filter.Key))),
            .. facts.Where(f => TextOf(f) is not null).Select(f => new EvidenceText(TextOf(f)!, groups, filter: f.Unit == "text" ? null : f.Unit)),
            .. facts.SelectMany(f => new[] { f.Figure.Replace('_', ' '), TitleOf(f) }).OfType<string>().Select(t => new EvidenceText(t, groups)),
            .. grounding.Sources.Where(s => cited.Contains(s.Id) || facts.Exists(f => f.Ref == s.Ref))
                .SelectMany(s => new[] { s.Title, s.Snippet }).Select(t => new EvidenceText(t, groups, isPassage: true)),
        ];

        // A refusal cites nothing: it is held against the refusal that was written by code.
        if (grounding.Outcome == ChatOutcome.Declined)
        {
            _texts.Add(new EvidenceText(grounding.Narrative, groups));
        }

        string? TitleOf(Fact fact) => fact.Ref is null ? null : grounding.Titles.GetValueOrDefault(fact.Ref);
    }

    /// <summary>True where a text of it holds the number: a filter, a date, a passage.</summary>
    public bool Mentions(NumberClaim number, Saying said) =>
        _texts.Exists(t => t.States(number, said) || (number.Year is { } year && t.Dates.Any(d => d.Year == year)));

    /// <summary>True where a fact was computed over it: a filter, a range, a confidence.</summary>
    public bool IsCondition(NumberClaim number, string before, string around) =>
        _texts.Exists(t => !t.IsPassage && t.States(number, new Saying(null, before, around, Subject.None)));

    /// <summary>True where the number is the value of a fact, said of the groups that the fact is about.</summary>
    public bool Values(NumberClaim number, Saying said) =>
        _facts.Exists(f => said.Subject.Allows(f.Scope) && f.Evidence.States(number, said));

    /// <summary>True where it holds the time of day.</summary>
    public bool Holds(TimeOnly time) => _texts.Exists(t => t.Times.Contains(time)) || _facts.Exists(f => f.Evidence.States(time) || f.Fact.Filters.GetValueOrDefault("hour") == $"{time.Hour}");

    /// <summary>True where it holds the date.</summary>
    public bool Holds(PartialDate date) =>
        _texts.Exists(t => t.Dates.Any(date.IsWithin)) || (date is { Month: null, Year: { } year } && _texts.Exists(t => t.Dates.Any(d => d.Year == year)));

    /// <summary>True where it holds the ticker.</summary>
    public bool Holds(string symbol) => _texts.Exists(t => Words.Hold(t.Text, symbol)) || _facts.Exists(f => SymbolsOf(f.Fact).Contains(symbol));

    /// <summary>The tickers that a fact is about: by its filters, its value, the trade it names.</summary>
    public static IEnumerable<string> SymbolsOf(Fact fact) => fact.Filters
        .Where(f => f.Key.EndsWith("symbol", StringComparison.Ordinal) && !LeavesOut(f.Key))
        .SelectMany(f => f.Value.Split([", ", " or ", "; "], StringSplitOptions.RemoveEmptyEntries))
        .Concat(fact.Unit == "symbol" && TextOf(fact) is { } symbol ? [symbol] : []);

    /// <summary>The weekdays that a fact is about.</summary>
    public static IEnumerable<DayOfWeek> WeekdaysOf(Fact fact) => fact.Filters
        .Where(f => f.Key.EndsWith(Weekday, StringComparison.Ordinal) && !LeavesOut(f.Key))
        .Select(f => f.Value).Concat(fact.Unit == Weekday && TextOf(fact) is { } day ? [day] : [])
        .SelectMany(DateReader.Read).Select(d => d.Date.Weekday).OfType<DayOfWeek>();

    private static bool LeavesOut(string filter) => filter.StartsWith("without", StringComparison.Ordinal) || filter.StartsWith("exclude", StringComparison.Ordinal);

    private static string? TextOf(Fact fact) => fact.Value?.GetValueKind() == JsonValueKind.String ? fact.Value.GetValue<string>() : null;
}

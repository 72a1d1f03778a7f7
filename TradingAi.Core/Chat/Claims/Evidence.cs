using System.Text.Json;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>What one group of citations gives: the facts and passages it names, and the passages that open the trades its facts name.</summary>
internal sealed class Evidence
{
    private const string Weekday = "weekday";

    private readonly List<(Fact Fact, FactEvidence Evidence, List<string> Symbols, List<DayOfWeek> Weekdays)> _facts;
    private readonly List<EvidenceText> _texts;

    /// <summary>Gathers it.</summary>
    /// <param name="grounding">All that was supplied.</param>
    /// <param name="cited">The ids cited.</param>
    public Evidence(Grounding grounding, IReadOnlySet<string> cited)
    {
        List<Fact> facts = [.. grounding.Facts.Concat(grounding.Background).Where(f => cited.Contains(f.Id))];
        _facts = [.. facts.Select(f => (f, new FactEvidence(f), SymbolsOf(f).ToList(), WeekdaysOf(f).ToList()))];
        _texts =
        [
            .. facts.SelectMany(f => f.Filters.Values.Append(f.Figure.Replace('_', ' ')).Append(TextOf(f)).Append(f.Ref is null ? null : grounding.Titles.GetValueOrDefault(f.Ref)))
                .OfType<string>().Select(t => new EvidenceText(t, isPassage: false)),
            .. grounding.Sources.Where(s => cited.Contains(s.Id) || facts.Exists(f => f.Ref == s.Ref))
                .SelectMany(s => new[] { s.Title, s.Snippet }).Select(t => new EvidenceText(t, isPassage: true)),
        ];

        // A refusal cites nothing: it is held against the refusal that was written by code.
        if (grounding.Outcome == ChatOutcome.Declined)
        {
            _texts.Add(new EvidenceText(grounding.Narrative, isPassage: false));
        }
    }

    /// <summary>True where a text of it holds the number: a filter, a date, a passage.</summary>
    public bool Mentions(NumberClaim number, FigureLabel? label, string around) =>
        _texts.Exists(t => t.States(number, label, around) || (number.Year is { } year && t.Dates.Any(d => d.Year == year)));

    /// <summary>True where a fact was computed over it: a filter, a range, a confidence.</summary>
    public bool IsCondition(NumberClaim number) => _texts.Exists(t => !t.IsPassage && t.States(number, null, ""));

    /// <summary>True where the number is the value of a fact, said of the symbols and weekdays that the fact is about.</summary>
    public bool Values(NumberClaim number, FigureLabel? label, string before, string around, Subject subject) =>
        _facts.Exists(f => subject.Allows(f.Symbols, f.Weekdays) && f.Evidence.States(number, label, before, around));

    /// <summary>True where it holds the time of day.</summary>
    public bool Holds(TimeOnly time) => _texts.Exists(t => t.Times.Contains(time)) || _facts.Exists(f => f.Evidence.States(time) || f.Fact.Filters.GetValueOrDefault("hour") == $"{time.Hour}");

    /// <summary>True where it holds the date.</summary>
    public bool Holds(PartialDate date) =>
        _texts.Exists(t => t.Dates.Any(date.IsWithin)) || (date is { Month: null, Year: { } year } && _texts.Exists(t => t.Dates.Any(d => d.Year == year)));

    /// <summary>True where it holds the ticker.</summary>
    public bool Holds(string symbol) => _texts.Exists(t => Words.Hold(t.Text, symbol)) || _facts.Exists(f => f.Symbols.Contains(symbol));

    /// <summary>The tickers that a fact is about: by its filters, its value, the trade it names.</summary>
    public static IEnumerable<string> SymbolsOf(Fact fact) => fact.Filters
        .Where(f => f.Key.EndsWith("symbol", StringComparison.Ordinal) && !LeavesOut(f.Key))
        .SelectMany(f => f.Value.Split([", ", " or ", "; "], StringSplitOptions.RemoveEmptyEntries))
        .Concat(fact.Unit == "symbol" && TextOf(fact) is { } symbol ? [symbol] : []);

    private static IEnumerable<DayOfWeek> WeekdaysOf(Fact fact) => fact.Filters
        .Where(f => f.Key.EndsWith(Weekday, StringComparison.Ordinal) && !LeavesOut(f.Key))
        .Select(f => f.Value).Concat(fact.Unit == Weekday && TextOf(fact) is { } day ? [day] : [])
        .SelectMany(DateReader.Read).Select(d => d.Date.Weekday).OfType<DayOfWeek>();

    private static bool LeavesOut(string filter) => filter.StartsWith("without", StringComparison.Ordinal) || filter.StartsWith("exclude", StringComparison.Ordinal);

    private static string? TextOf(Fact fact) => fact.Value?.GetValueKind() == JsonValueKind.String ? fact.Value.GetValue<string>() : null;
}

/// <summary>What a number is said of: the tickers and weekdays named beside it, or else last before it in its statement.</summary>
/// <param name="Symbols">The tickers.</param>
/// <param name="Weekdays">The weekdays.</param>
internal sealed record Subject(IReadOnlySet<string> Symbols, IReadOnlySet<DayOfWeek> Weekdays)
{
    /// <summary>False where a fact is about others.</summary>
    public bool Allows(IReadOnlyList<string> symbols, IReadOnlyList<DayOfWeek> weekdays) =>
        (symbols.Count == 0 || Symbols.Count == 0 || symbols.Any(Symbols.Contains)) && (weekdays.Count == 0 || Weekdays.Count == 0 || weekdays.Any(Weekdays.Contains));
}

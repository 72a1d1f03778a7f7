using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Collects the facts of one answer and numbers them in the order in which they answer.</summary>
/// <param name="question">What limits every fact beside its own conditions.</param>
internal sealed class FactSheet(ParsedQuestion question)
{
    private readonly List<Fact> _facts = [];

    /// <summary>What limits the facts that follow.</summary>
    public ParsedQuestion Question { get; set; } = question;

    /// <summary>The facts so far.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>Adds a figure and answers its citation, such as <c>[F1]</c>.</summary>
    public string Add(string figure, Quantity? value, string unit, IReadOnlyList<Condition> conditions, string? trade = null) =>
        Add(figure, value?.ToJson(), unit, conditions, trade);

    /// <summary>Adds a name and answers its citation.</summary>
    public string AddName(string figure, Grouping grouping, string key, IReadOnlyList<Condition> conditions) =>
        Add(figure,
            grouping == Grouping.Hour || grouping == Grouping.Rating ? JsonValue.Create(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(key),
            Groupings.Unit(grouping), conditions, grouping == Grouping.Trade ? key : null);

    /// <summary>Adds a name of any kind and answers its citation.</summary>
    public string AddKey(string figure, string key, string unit, IReadOnlyList<Condition> conditions, string? trade = null) =>
        unit is "hour" or "rating" && int.TryParse(key, out var number)
            ? Add(figure, JsonValue.Create(number), unit, conditions, null)
            : Add(figure, JsonValue.Create(key), unit, conditions, trade);

    private string Add(string figure, JsonNode? value, string unit, IReadOnlyList<Condition> conditions, string? trade)
    {
        var filters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var condition in conditions.Where(c => c is not PeriodCondition { IsAll: true }))
        {
            filters[condition.Name] = filters.TryGetValue(condition.Name, out var before) ? $"{before}; {condition.Describe()}" : condition.Describe();
        }

        foreach (var (name, limit) in Limits(Question))
        {
            filters[name] = limit;
        }

        var fact = new Fact { Id = $"F{_facts.Count + 1}", Figure = figure, Value = value, Unit = unit, Filters = filters, Ref = trade };
        _facts.Add(fact);
        return $"[{fact.Id}]";
    }

    private static IEnumerable<(string Name, string Limit)> Limits(ParsedQuestion question)
    {
        if (question.Latest is { } latest)
        {
            yield return (latest > 0 ? "last_trades" : "first_trades", Math.Abs(latest).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (question.Having is { } having)
        {
            yield return ($"{Groupings.Unit(having.Grouping)}_{having.Figure}", $"{having.Bounds.Name} {having.Bounds.Describe()}");
        }

        if (question.Without is { } left)
        {
            yield return ("without", $"{left.Rank} {(left.Highest ? "highest" : "lowest")} {left.Figure} {Groupings.Unit(left.Grouping)}");
        }

        if (question.Within is { } pick)
        {
            yield return ("within", $"{(pick.Highest ? "highest" : "lowest")} {pick.Figure} {Groupings.Unit(pick.Grouping)}, rank {pick.Rank}{(pick.Count > 1 ? $" to {pick.Rank + pick.Count - 1}, {pick.Count} in all" : "")}");
        }
    }
}

/// <summary>What came of computing a question.</summary>
/// <param name="Facts">The facts; none where it was declined.</param>
/// <param name="Narrative">The answer in prose, or why there is none.</param>
/// <param name="Trades">Trades behind the answer, the most telling first.</param>
internal sealed partial record Evaluation(IReadOnlyList<Fact> Facts, string Narrative, IReadOnlyList<Trade> Trades)
{
    /// <summary>True where there is nothing to answer from.</summary>
    public bool IsDeclined => Facts.Count == 0;

    /// <summary>This answer and another below it, whose facts are numbered on.</summary>
    public Evaluation Then(Evaluation next) => new(
        [.. Facts, .. next.Facts.Select(f => f with { Id = Later(f.Id) })],
        Narrative + "\n" + FactId().Replace(next.Narrative, id => Later(id.Value)),
        [.. Trades, .. next.Trades]);

    private string Later(string id) => $"F{Facts.Count + int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"(?<=\[)F\d+(?=\])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FactId();

    /// <summary>Nothing to answer from.</summary>
    public static Evaluation Declined(string reason) => new([], reason, []);
}

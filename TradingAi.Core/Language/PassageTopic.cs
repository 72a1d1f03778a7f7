using TradingAi.Core.Analytics;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language;

/// <summary>What to search for where a question asks what was written about the answer of its first part.</summary>
/// <param name="Query">The words.</param>
/// <param name="Filter">The restriction.</param>
internal sealed record PassageTopic(string Query, SearchFilter Filter)
{
    /// <summary>The topic that the facts name, or the question's own symbol; null where only the trades behind the figure can tell.</summary>
    public static PassageTopic? Of(IReadOnlyList<Fact> facts, ParsedQuestion question, TimeZoneInfo zone)
    {
        var named = facts.Take(2).FirstOrDefault(f => f.Unit is "symbol" or "playbook" or "tag" or "date" or "month" or "strategy_type" or "mistake" && f.Ref is null);
        var symbol = question.Conditions.OfType<KeyCondition>().FirstOrDefault(k => k.Grouping == Grouping.Symbol && k.Keys.Count == 1)?.Keys[0];
        var filter = new SearchFilter { Types = PassageIntent.Written, Symbol = symbol };
        if (named?.Value?.ToString() is not { } key)
        {
            return symbol is null ? null : new PassageTopic(symbol, filter);
        }

        return named.Unit switch
        {
            "symbol" => new PassageTopic(key, filter with { Symbol = key }),
            "tag" => new PassageTopic(key, filter with { Tag = key }),
            "date" when DateOnly.TryParseExact(key, "yyyy-MM-dd", out var day) => new PassageTopic(key, Between(filter, day, day.AddDays(1), zone)),
            "month" when DateOnly.TryParseExact(key + "-01", "yyyy-MM-dd", out var month) => new PassageTopic(month.ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture), Between(filter, month, month.AddMonths(1), zone)),
            _ => new PassageTopic(key, filter),
        };
    }

    private static SearchFilter Between(SearchFilter filter, DateOnly from, DateOnly to, TimeZoneInfo zone) =>
        filter with { From = LocalTime.StartOf(from, zone), Until = LocalTime.StartOf(to, zone) };
}

using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Vectors;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Retrieval;

/// <summary>A search filter for either store: the entities' rows are the truth, the vectors' metadata narrows ahead of it.</summary>
internal static class SearchFilterSql
{
    /// <summary>Appends the filter as conditions on <c>search_entities AS e</c> to a statement; every value is a parameter.</summary>
    public static SqlStatement Where(SqlStatement start, SearchFilter filter, string end = "")
    {
        var text = new System.Text.StringBuilder(start.Text);
        var arguments = new List<object?>(start.Arguments);

        if (filter.Types.Count > 0)
        {
            text.Append(" AND e.type IN (").AppendJoin(", ", filter.Types.Select(type => Add(EntityRef.NameOf(type)))).Append(')');
        }

        if (filter.Symbol is { } symbol)
        {
            var name = Add(symbol);
            text.Append($" AND (e.symbol = {name} OR e.trade IN (SELECT t.ref FROM search_entities t WHERE t.symbol = {name}))");
        }

        if (filter.Tag is { } tag)
        {
            var name = Add(tag.ToLowerInvariant());
            text.Append($"""
                 AND (EXISTS (SELECT 1 FROM json_each(e.tags) WHERE lower(value) = {name})
                 OR e.trade IN (SELECT t.ref FROM search_entities t, json_each(t.tags) WHERE lower(value) = {name}))
                """);
        }

        if (filter.From is { } from)
        {
            text.Append($" AND e.timestamp >= {Add(Instant.ToTicks(from))}");
        }

        if (filter.Until is { } until)
        {
            text.Append($" AND e.timestamp < {Add(Instant.ToTicks(until))}");
        }

        text.Append(end);
        return new SqlStatement(text.ToString(), arguments);

        string Add(object value)
        {
            arguments.Add(value);
            return $"@p{arguments.Count - 1}";
        }
    }

    /// <summary>The part that vectors' metadata can decide alone; a note's trade may have changed since it was embedded.</summary>
    public static VectorFilter ForVectors(SearchFilter filter) => new()
    {
        DataTypes = [.. filter.Types.Select(EntityRef.NameOf)],
        Symbol = filter.Symbol?.ToUpperInvariant(),
        Tag = filter.Tag?.ToLowerInvariant(),
        From = filter.From?.ToUnixTimeSeconds(),
        Until = filter.Until is { } until ? until.ToUnixTimeSeconds() + 1 : null,
    };
}

using System.Globalization;
using System.Text.Json;
using TradingAi.Core.Analytics;

namespace TradingAi.Core.Language.Tools;

/// <summary>An argument that a function cannot take; the message is for the model.</summary>
internal sealed class ToolArgumentException(string argument, string problem) : Exception($"{argument}: {problem}.");

/// <summary>Reads a function's arguments as a model wrote them: anything may be missing, of another type, or out of its range.</summary>
internal sealed class ToolArguments
{
    private readonly Dictionary<string, JsonElement> _values;
    private readonly string _path;

    /// <summary>Takes the arguments that were given.</summary>
    /// <exception cref="ToolArgumentException">One is not known.</exception>
    public ToolArguments(IEnumerable<KeyValuePair<string, JsonElement>> values, IReadOnlyCollection<string> known, string path = "")
    {
        _path = path;
        _values = values.Where(v => v.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            .ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        if (_values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Bad(unknown, $"there is no such argument; known are {string.Join(", ", known)}");
        }
    }

    /// <summary>A text; null where it is not given.</summary>
    public string? Text(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? (value.GetString() is { Length: > 0 } text ? text : null)
        : throw Bad(name, "a text is needed");

    /// <summary>One of several names; null where it is not given.</summary>
    public string? Choice(string name, IReadOnlyCollection<string> choices) => Text(name) is not { } text ? null
        : choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw Bad(name, $"it is one of {string.Join(", ", choices)}");

    /// <summary>A whole number within a range.</summary>
    public int Integer(string name, int otherwise, int least, int most)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == Math.Floor(number) && number >= least && number <= most
            ? (int)number
            : throw Bad(name, $"it is a whole number from {least} to {most}");
    }

    /// <summary>A number; null where it is not given.</summary>
    public decimal? Number(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : throw Bad(name, "a number is needed");

    /// <summary>A local date; null where it is not given.</summary>
    public DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw Bad(name, "it is a date such as 2026-03-31");

    /// <summary>A text or several; empty where it is not given.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(v => v.GetString()!)],
            _ => throw Bad(name, "a list of texts is needed"),
        };
    }

    /// <summary>The range that <c>time_range</c> names, or that <c>from</c> and <c>to</c> span.</summary>
    public TimeRange Range()
    {
        var (from, to) = (Date("from"), Date("to"));
        if (from is not null || to is not null)
        {
            return from > to ? throw Bad("from", "it is later than to") : TimeRange.Custom(from, to);
        }

        return Choice("time_range", [.. TimeRange.Names.Where(n => n != "custom")]) is { } name && TimeRange.TryParseName(name, out var range)
            ? new TimeRange(range)
            : TimeRange.All;
    }

    /// <summary>Which trades.</summary>
    public TradeFilter Filter()
    {
        var filter = TradeFilter.None;
        var listed = Texts(ToolSchema.FiltersName).ToLookup(KeyOf, f => f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal);
        foreach (var dimension in GroupDimensions.All)
        {
            var name = GroupDimensions.NameOf(dimension);
            if ((List<string>)[.. Texts(name), .. listed[name]] is not { Count: > 0 } keys)
            {
                continue;
            }

            if (GroupDimensions.FixedKeys(dimension) is { } possible && keys.FirstOrDefault(k => !possible.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } wrong)
            {
                throw Bad(name, $"'{wrong}' is none of {string.Join(", ", possible)}");
            }

            filter = filter.With(dimension, keys);
        }

        return filter;
    }

    private string KeyOf(string filter) => filter.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && GroupDimensions.Names.Contains(filter[..at].Trim(), StringComparer.Ordinal)
        ? filter[..at].Trim()
        : throw Bad(ToolSchema.FiltersName, $"'{filter}' is not key=value with a key of {string.Join(", ", GroupDimensions.Names)}");

    /// <summary>True where an argument is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Arguments within an argument.</summary>
    public ToolArguments Inner(string name, IReadOnlyCollection<string> known) => !_values.TryGetValue(name, out var value)
        ? throw Bad(name, "it is missing")
        : value.ValueKind == JsonValueKind.Object
            ? new ToolArguments(value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)), known, $"{_path}{name}.")
            : throw Bad(name, "an object is needed");

    /// <summary>A problem with an argument.</summary>
    public ToolArgumentException Bad(string name, string problem) => new(_path + name, problem);
}

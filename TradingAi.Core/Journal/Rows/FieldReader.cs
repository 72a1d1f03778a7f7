using System.Globalization;
using System.Text.Json;

namespace TradingAi.Core.Journal.Rows;

/// <summary>
/// Reads the fields of one JSON row: either casing, numbers also as text, booleans also as 0, 1 and text. What cannot be
/// read is noted in <see cref="Problems"/> and answered by a default, so that one pass finds every problem of a row.
/// </summary>
internal sealed class FieldReader
{
    /// <summary>Digits after the decimal point that are kept; what a float adds beyond them is noise.</summary>
    public const int MaxDecimals = 9;

    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 128;

    private readonly Dictionary<string, (string Name, JsonElement Value)> _fields = new(FieldNames.Comparer);
    private readonly bool _camelCase;

    /// <summary>Reads the fields of an object.</summary>
    /// <param name="row">A JSON object.</param>
    /// <param name="camelCase">How to name a field that the row lacks.</param>
    public FieldReader(JsonElement row, bool camelCase)
    {
        _camelCase = camelCase;
        foreach (var property in row.EnumerateObject())
        {
            // Where a field comes in both casings, the one that holds something counts.
            if (property.Value.ValueKind != JsonValueKind.Null || !_fields.ContainsKey(property.Name))
            {
                _fields[property.Name] = (property.Name, property.Value);
            }
        }
    }

    /// <summary>What was refused so far.</summary>
    public List<RowProblem> Problems { get; } = [];

    /// <summary>Notes a problem with a field.</summary>
    public void Refuse(string name, string problem)
    {
        var written = NameOf(name);
        var found = new RowProblem(written, $"{written} {problem}");
        if (!Problems.Contains(found))
        {
            Problems.Add(found); // A field that is read twice is still one problem.
        }
    }

    /// <summary>The field's name as this row writes it, or would; names are given in snake_case.</summary>
    public string NameOf(string name) =>
        _fields.TryGetValue(name, out var field) ? field.Name
        : _camelCase ? FieldNames.ToCamelCase(name) : name;

    /// <summary>The field's value; null where it is absent or null.</summary>
    public JsonElement? Find(string name) =>
        _fields.TryGetValue(name, out var field) && field.Value.ValueKind != JsonValueKind.Null ? field.Value : null;

    /// <summary>An id: an integer or a text without control characters.</summary>
    public string? Id(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var id = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.Number when value.TryGetDecimal(out var number) && decimal.IsInteger(number) => number.ToString("0", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (id is null or "" or { Length: > MaxIdLength } || id.Any(char.IsControl))
        {
            Refuse(name, $"must be an id: a whole number or 1–{MaxIdLength} characters.");
            return null;
        }

        return id;
    }

    public string RequiredId(string name) => Id(name) ?? Missing(name, "");

    /// <summary>A text of at most so many characters, verbatim.</summary>
    public string? Text(string name, int maxLength)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(name, "must be a text.");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length > maxLength)
        {
            Refuse(name, $"must have at most {maxLength} characters.");
        }

        return text;
    }

    /// <summary>A text with something in it.</summary>
    public string RequiredText(string name, int maxLength)
    {
        var text = Text(name, maxLength)?.Trim();
        return string.IsNullOrEmpty(text) ? Missing(name, "") : text;
    }

    /// <summary>One of a few words, in any casing; answered as it is listed here.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> choices)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!.Trim();
            foreach (var choice in choices)
            {
                if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
                {
                    return choice;
                }
            }
        }

        Refuse(name, $"must be one of {string.Join(", ", choices)}.");
        return null;
    }

    public string RequiredChoice(string name, params ReadOnlySpan<string> choices) =>
        Choice(name, choices) ?? Missing(name, choices[0]);

    /// <summary>A number within a range, rounded to <see cref="MaxDecimals"/>; exclusive leaves out the minimum itself.</summary>
    public decimal? Number(string name, decimal minimum, decimal maximum, bool exclusive = false)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (!TryNumber(value, out var number, out var problem))
        {
            Refuse(name, problem);
            return null;
        }

        if (number < minimum || number > maximum || (exclusive && number == minimum))
        {
            Refuse(name, exclusive
                ? $"must be over {minimum:0} and at most {maximum:0}."
                : $"must be from {minimum:0} to {maximum:0}.");
            return null;
        }

        return number;
    }

    public decimal RequiredNumber(string name, decimal minimum, decimal maximum, bool exclusive = false) =>
        Number(name, minimum, maximum, exclusive) ?? Missing(name, 0m);

    /// <summary>A whole number within a range.</summary>
    public int? WholeNumber(string name, int minimum, int maximum)
    {
        var number = Number(name, minimum, maximum);
        if (number is { } value && !decimal.IsInteger(value))
        {
            Refuse(name, "must be a whole number.");
            return null;
        }

        return (int?)number;
    }

    public bool Flag(string name)
    {
        switch (Find(name))
        {
            case null or { ValueKind: JsonValueKind.False }:
                return false;
            case { ValueKind: JsonValueKind.True }:
                return true;
            case { ValueKind: JsonValueKind.Number or JsonValueKind.String } value:
                switch (value.ToString().Trim().ToLowerInvariant())
                {
                    case "1" or "true":
                        return true;
                    case "0" or "false":
                        return false;
                }

                break;
        }

        Refuse(name, "must be true or false.");
        return false;
    }

    /// <summary>An instant.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name, 64) is not { } text)
        {
            return null;
        }

        if (Timestamp.TryParse(text.AsSpan().Trim(), out var instant, out var problem))
        {
            return instant;
        }

        Refuse(name, problem);
        return null;
    }

    public DateTimeOffset RequiredTime(string name) => Time(name) ?? Missing(name, default(DateTimeOffset));

    /// <summary>A list of texts or ids, trimmed, each once; empty where the field is absent or null.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount = 200, int maxLength = 200)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null)))
        {
            Refuse(name, "must be a list of texts.");
            return [];
        }

        string[] texts = [.. value.EnumerateArray().Select(item => item.ToString().Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        if (texts.Length > maxCount || texts.Any(text => text.Length > maxLength))
        {
            Refuse(name, $"must have at most {maxCount} texts of at most {maxLength} characters.");
        }

        return texts;
    }

    /// <summary>Answers a default for a field that must be there, noting its absence unless it was already refused.</summary>
    private T Missing<T>(string name, T value)
    {
        var written = NameOf(name);
        if (!Problems.Any(p => p.Field == written))
        {
            Refuse(name, "is missing.");
        }

        return value;
    }

    private static bool TryNumber(JsonElement value, out decimal number, out string problem)
    {
        number = 0;
        problem = "must be a number.";
        if (value.ValueKind == JsonValueKind.Number)
        {
            problem = "is a number too large to be meant.";
            if (!value.TryGetDecimal(out number))
            {
                return false;
            }
        }
        else if (value.ValueKind != JsonValueKind.String
            || !decimal.TryParse(value.GetString()!.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        number = Math.Round(number, MaxDecimals, MidpointRounding.AwayFromZero);
        return true;
    }
}

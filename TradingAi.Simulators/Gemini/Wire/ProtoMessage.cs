namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>The kinds of values that a field of a message takes.</summary>
internal enum ProtoKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number, also given as a string.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>One of the names of an enumeration, in any case.</summary>
    Enumeration,

    /// <summary>A JSON object with any content.</summary>
    Struct,

    /// <summary>Any JSON.</summary>
    Any,

    /// <summary>Another message.</summary>
    Message,
}

/// <summary>A field of a message.</summary>
/// <param name="Name">Its JSON name, in camelCase.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Repeated">Whether it takes a list.</param>
/// <param name="Keyed">Whether it takes an object whose values are of its kind.</param>
/// <param name="Message">The message, where it takes one.</param>
/// <param name="Names">The names, where it takes an enumeration.</param>
internal sealed record ProtoField(
    string Name, ProtoKind Kind, bool Repeated = false, bool Keyed = false, Func<ProtoMessage>? Message = null, IReadOnlyList<string>? Names = null)
{
    /// <summary>Its name in the message's definition, which JSON may use too and which errors do.</summary>
    public string SnakeName { get; } = string.Concat(Name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>A message of the API's definition: which fields its JSON may have.</summary>
internal sealed class ProtoMessage
{
    private readonly Dictionary<string, ProtoField> _fields = new(StringComparer.Ordinal);

    /// <summary>Takes its fields.</summary>
    public ProtoMessage(params IEnumerable<ProtoField> fields)
    {
        foreach (var field in fields)
        {
            _fields[field.Name] = field;
            _fields[field.SnakeName] = field;
        }
    }

    /// <summary>The field of a JSON name, camelCase or snake_case, or null if there is none.</summary>
    public ProtoField? Find(string jsonName) => _fields.GetValueOrDefault(jsonName);
}

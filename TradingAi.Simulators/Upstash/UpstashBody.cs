using System.Text;
using System.Text.Json;
using TradingAi.Simulators.Upstash.Filters;

namespace TradingAi.Simulators.Upstash;

/// <summary>Reads what a request's body says, in the words of the vendor's refusals where it says nothing sensible.</summary>
internal static class UpstashBody
{
    /// <summary>The objects of a body that is an object or an array of them.</summary>
    public static IReadOnlyList<JsonElement> Items(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Object => [body],
        JsonValueKind.Array when body.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) => [.. body.EnumerateArray()],
        _ => throw UpstashException.Bad("The body must be an object or an array of objects."),
    };

    /// <summary>A vector to write.</summary>
    public static StoredVector Vector(JsonElement item)
    {
        RefuseSparse(item);
        return new StoredVector(
            Id(item),
            Dense(item) ?? throw UpstashException.Unprocessable("This index requires dense vectors"),
            Metadata(item),
            Data(item));
    }

    /// <summary>A query.</summary>
    public static VectorQuery Query(JsonElement item)
    {
        RefuseSparse(item);
        var topK = Integer(item, "topK") ?? 10;
        return new VectorQuery(
            Dense(item) ?? throw UpstashException.Unprocessable("This index requires dense vectors"),
            topK is >= 1 and <= UpstashLimits.TopK
                ? (int)topK
                : throw UpstashException.Unprocessable($"topK must be between 1 and {UpstashLimits.TopK}"),
            FilterParser.Parse(Text(item, "filter")),
            Fields(item));
    }

    /// <summary>Which parts an answer is to hold.</summary>
    public static VectorFields Fields(JsonElement item) =>
        new(Flag(item, "includeMetadata"), Flag(item, "includeData"), Flag(item, "includeVectors"));

    /// <summary>The id of a vector; a number is read as its text.</summary>
    public static string Id(JsonElement item) =>
        Member(item, "id") is { } id ? IdOf(id) : throw UpstashException.Unprocessable("The id of the vector must be provided");

    /// <summary>The list of ids, or null if there is none.</summary>
    public static IReadOnlyList<string>? Ids(JsonElement item) => Member(item, "ids") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } ids => [.. ids.EnumerateArray().Select(IdOf)],
        { } single => [IdOf(single)],
    };

    /// <summary>The vector's numbers, or null if there are none.</summary>
    public static float[]? Dense(JsonElement item)
    {
        if (Member(item, "vector") is not { } vector)
        {
            return null;
        }

        if (vector.ValueKind != JsonValueKind.Array)
        {
            throw UpstashException.Bad("The vector must be an array of numbers");
        }

        var length = vector.GetArrayLength();
        if (length != UpstashLimits.Dimensions)
        {
            throw UpstashException.Unprocessable($"Invalid vector dimension: {length}, expected: {UpstashLimits.Dimensions}");
        }

        var numbers = new float[length];
        var at = 0;
        foreach (var number in vector.EnumerateArray())
        {
            numbers[at++] = number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out var value) && float.IsFinite(value)
                ? value
                : throw UpstashException.Bad("The vector must be an array of numbers");
        }

        return numbers;
    }

    /// <summary>The metadata, which outlives the request, or null.</summary>
    public static JsonElement? Metadata(JsonElement item)
    {
        if (Member(item, "metadata") is not { } metadata)
        {
            return null;
        }

        return metadata.ValueKind == JsonValueKind.Object
            ? WithinLimit(JsonElement.Parse(Compact(metadata)))
            : throw UpstashException.Bad("The metadata must be an object");
    }

    /// <summary>The metadata if it is not too large.</summary>
    public static JsonElement WithinLimit(JsonElement metadata) =>
        Encoding.UTF8.GetByteCount(metadata.GetRawText()) <= UpstashLimits.MetadataBytes
            ? metadata
            : throw UpstashException.Unprocessable($"The metadata exceeds the maximum size of {UpstashLimits.MetadataBytes} bytes");

    /// <summary>The data, or null.</summary>
    public static string? Data(JsonElement item) =>
        Text(item, "data") is { } data && Encoding.UTF8.GetByteCount(data) > UpstashLimits.DataBytes
            ? throw UpstashException.Unprocessable($"The data exceeds the maximum size of {UpstashLimits.DataBytes} bytes")
            : Text(item, "data");

    /// <summary>A text, or null.</summary>
    public static string? Text(JsonElement item, string name) => Member(item, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw UpstashException.Bad($"The {name} must be a string"),
    };

    /// <summary>A whole number, or null.</summary>
    public static long? Integer(JsonElement item, string name) => Member(item, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        _ => throw UpstashException.Bad($"The {name} must be a whole number"),
    };

    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string IdOf(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.String when id.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => id.GetRawText(),
        _ => throw UpstashException.Unprocessable("The id of a vector must be a string that is not empty"),
    };

    private static bool Flag(JsonElement item, string name) => Member(item, name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw UpstashException.Bad($"{name} must be true or false"),
    };

    private static void RefuseSparse(JsonElement item)
    {
        if (Member(item, "sparseVector") is not null)
        {
            throw UpstashException.Unprocessable("This index does not accept sparse vectors");
        }
    }

    private static ReadOnlySpan<byte> Compact(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, VectorAnswer.Options))
        {
            element.WriteTo(writer);
        }

        return buffer.ToArray();
    }
}

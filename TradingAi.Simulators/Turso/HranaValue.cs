using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Turso;

/// <summary>A value of SQLite: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or an array of bytes.</summary>
[JsonConverter(typeof(HranaValueConverter))]
internal readonly record struct HranaValue(object? Content);

/// <summary>Values on the wire: an integer is a string, a blob is base64 without padding.</summary>
internal sealed class HranaValueConverter : JsonConverter<HranaValue>
{
    public override HranaValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? new HranaValue(Content(root, type.GetString()!))
            : throw new JsonException("a value is an object with a 'type'.");
    }

    public override void Write(Utf8JsonWriter writer, HranaValue value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value.Content)
        {
            case null:
                writer.WriteString("type"u8, "null"u8);
                break;
            case long integer:
                writer.WriteString("type"u8, "integer"u8);
                writer.WriteString("value"u8, integer.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteString("type"u8, "float"u8);
                WriteNumber(writer, number);
                break;
            case byte[] bytes:
                writer.WriteString("type"u8, "blob"u8);
                writer.WriteString("base64"u8, Convert.ToBase64String(bytes).TrimEnd('='));
                break;
            case string text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("value"u8, text);
                break;
        }

        writer.WriteEndObject();
    }

    private static object? Content(JsonElement root, string type) => type switch
    {
        "null" => null,
        "integer" when Member(root, "value", JsonValueKind.String) is { } value
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
        "float" when Member(root, "value", JsonValueKind.Number) is { } value => value.GetDouble(),
        "text" when Member(root, "value", JsonValueKind.String) is { } value => value.GetString(),
        "blob" when Member(root, "base64", JsonValueKind.String) is { } value => Bytes(value.GetString()!),
        _ => throw new JsonException($"a value of type '{type}' does not look like this."),
    };

    private static JsonElement? Member(JsonElement root, string name, JsonValueKind kind) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static byte[] Bytes(string base64)
    {
        var bare = base64.TrimEnd('=');
        try
        {
            return Convert.FromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException exception)
        {
            throw new JsonException("a blob is not base64.", exception);
        }
    }

    // JSON has no infinities; the server writes null for them.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumber("value"u8, number);
        }
        else
        {
            writer.WriteNull("value"u8);
        }
    }
}

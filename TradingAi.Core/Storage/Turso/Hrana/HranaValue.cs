using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>A value on the wire.</summary>
/// <param name="Value">Null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <c>byte[]</c>.</param>
[JsonConverter(typeof(HranaValueConverter))]
internal readonly record struct HranaValue(object? Value);

/// <summary>
/// Writes and reads <c>{"type":"integer","value":"7"}</c>: integers are strings, because JSON numbers lose digits beyond 2⁵³;
/// blobs are base64, which servers send without padding.
/// </summary>
internal sealed class HranaValueConverter : JsonConverter<HranaValue>
{
    public override void Write(Utf8JsonWriter writer, HranaValue value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value.Value)
        {
            case null:
                writer.WriteString("type"u8, "null"u8);
                break;
            case long number:
                writer.WriteString("type"u8, "integer"u8);
                writer.WriteString("value"u8, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteString("type"u8, "float"u8);
                writer.WriteNumber("value"u8, number);
                break;
            case string text:
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("value"u8, text);
                break;
            case byte[] bytes:
                writer.WriteString("type"u8, "blob"u8);
                writer.WriteBase64String("base64"u8, bytes);
                break;
            default:
                throw new JsonException($"A {value.Value.GetType().Name} is no SQL value.");
        }

        writer.WriteEndObject();
    }

    public override HranaValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A value is an object.");
        }

        string? type = null, text = null;
        double? number = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isValue = reader.ValueTextEquals("value"u8) || reader.ValueTextEquals("base64"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString();
            }
            else if (isValue && reader.TokenType == JsonTokenType.String)
            {
                text = reader.GetString();
            }
            else if (isValue && reader.TokenType == JsonTokenType.Number)
            {
                number = reader.GetDouble();
            }
            else
            {
                reader.Skip();
            }
        }

        return new HranaValue(Make(type, text, number));
    }

    private static object? Make(string? type, string? text, double? number) => (type, text, number) switch
    {
        ("null", _, _) => null,
        ("integer", not null, _) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
        ("float", _, not null) => number,
        ("text", not null, _) => text,
        ("blob", not null, _) => Decode(text),
        _ => throw new JsonException($"A value of type {type ?? "unknown"} cannot be read."),
    };

    private static byte[] Decode(string base64)
    {
        try
        {
            var unpadded = base64.TrimEnd('=');
            return Convert.FromBase64String(unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException error)
        {
            throw new JsonException("A blob is not base64.", error);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Http.Json;

/// <summary>Enums as lower-case snake strings; numbers are refused.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;

/// <summary>Instants as RFC 3339 in UTC, ending in <c>Z</c>, with as many decimals of a second as they have.</summary>
internal sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}

/// <summary>References as <c>type:id</c>.</summary>
internal sealed class EntityRefConverter : JsonConverter<EntityRef>
{
    public override EntityRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EntityRef.TryParse(reader.GetString(), out var entity)
            ? entity
            : throw new JsonException("A reference is a type, a colon and an id.");

    public override void Write(Utf8JsonWriter writer, EntityRef value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

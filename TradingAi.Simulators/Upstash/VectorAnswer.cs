using System.Text.Encodings.Web;
using System.Text.Json;

namespace TradingAi.Simulators.Upstash;

/// <summary>A successful answer: <c>{"result":…}</c>.</summary>
/// <param name="write">Writes the result.</param>
internal sealed class VectorAnswer(Action<Utf8JsonWriter> write) : IResult
{
    /// <summary>Texts go out as they are, as far as JSON lets them.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer of what has nothing to tell.</summary>
    public static VectorAnswer Success { get; } = new(writer => writer.WriteStringValue("Success"));

    /// <summary>An answer of one count.</summary>
    public static VectorAnswer Count(string name, int count) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber(name, count);
        writer.WriteEndObject();
    });

    /// <summary>Writes a vector with the parts asked for, those that it has.</summary>
    public static void Write(Utf8JsonWriter writer, StoredVector vector, VectorFields fields, float? score = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, vector.Id);
        if (score is { } number)
        {
            writer.WriteNumber("score"u8, number);
        }

        if (fields.Vectors)
        {
            writer.WriteStartArray("vector"u8);
            foreach (var value in vector.Vector)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }

        if (fields.Metadata && vector.Metadata is { } metadata)
        {
            writer.WritePropertyName("metadata"u8);
            metadata.WriteTo(writer);
        }

        if (fields.Data && vector.Data is { } data)
        {
            writer.WriteString("data"u8, data);
        }

        writer.WriteEndObject();
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("result"u8);
            write(writer);
            writer.WriteEndObject();
        }

        await httpContext.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }
}

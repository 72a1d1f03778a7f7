using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary>Makes the answers of functions: <c>{"success":true,"data":…}</c>.</summary>
internal static class ApiResults
{
    private const string Json = "application/json; charset=utf-8";

    // Answers are JSON and never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions s_writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>200 with data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="shape">Its source-generated shape, such as <c>AnalyticsJson.Default.AnalyticsResult</c>.</param>
    public static IResult Ok<T>(T data, JsonTypeInfo<T> shape) => Envelope(StatusCodes.Status200OK, data, shape);

    /// <summary>201 with the thing made, and its address in <c>Location</c> where it has one.</summary>
    public static IResult Created<T>(T data, JsonTypeInfo<T> shape, string? location = null) =>
        Envelope(StatusCodes.Status201Created, data, shape, location);

    /// <summary>202 with what is known so far, and where to ask for the rest.</summary>
    public static IResult Accepted<T>(T data, JsonTypeInfo<T> shape, string? location = null) =>
        Envelope(StatusCodes.Status202Accepted, data, shape, location);

    /// <summary>Data under another status.</summary>
    public static IResult Envelope<T>(int status, T data, JsonTypeInfo<T> shape, string? location = null) =>
        new ApiResult(status, Json, EnvelopeBytes(data, shape))
        {
            Headers = location is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Location"] = location },
        };

    /// <summary>The bytes of <c>{"success":true,"data":…}</c>.</summary>
    public static ReadOnlyMemory<byte> EnvelopeBytes<T>(T data, JsonTypeInfo<T> shape) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", true);
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, data, shape);
        writer.WriteEndObject();
    });

    /// <summary>The bytes of one value, written as answers are: what a stream's events and lines hold.</summary>
    public static ReadOnlyMemory<byte> Bytes<T>(T value, JsonTypeInfo<T> shape) =>
        Write(writer => JsonSerializer.Serialize(writer, value, shape));

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_writer))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}

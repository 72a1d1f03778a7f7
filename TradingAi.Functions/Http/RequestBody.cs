using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using TradingAi.Core.Operations;

namespace TradingAi.Functions.Http;

/// <summary>Reads small JSON bodies, and says exactly what is wrong with one.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is read into memory, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string UserIdField = "user_id";

    /// <summary>Reads a body that must be there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="shape">The source-generated shape; its context disallows unmapped members.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EdgeException">415, 413, or 400 <c>invalid_json</c>.</exception>
    /// <exception cref="RequestRefusedException">A field is unknown, missing or ill-typed, or names another user.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class =>
        await ReadOptionalAsync(request, shape, cancellationToken)
        ?? throw new EdgeException(ErrorCode.InvalidJson, "The body is empty; it must be a JSON object.", "body");

    /// <summary>Reads a body that may be left out; null where it is.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        var bytes = await ReadBytesAsync(request.Body, MaxBytes, cancellationToken);
        if (bytes.Length == 0)
        {
            return null;
        }

        RequireJson(request);
        var body = ParseObject(bytes);
        RefuseOtherUser(request, body);
        try
        {
            return body.Deserialize(shape);
        }
        catch (JsonException exception)
        {
            throw RequestRefusedException.Invalid(FieldOf(exception), Describe(exception));
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusedException.Invalid("body", "A text of the body is not valid Unicode.");
        }
    }

    /// <summary>Checks the body of a request that has no fields: it may be left out, or be an empty object.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static Task CheckEmptyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadOptionalAsync(request, EmptyBodyJson.Default.EmptyBody, cancellationToken);

    /// <summary>Refuses a body that is not declared as JSON.</summary>
    /// <exception cref="EdgeException">415.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new EdgeException(ErrorCode.UnsupportedMediaType, "The body must be JSON, sent with Content-Type: application/json.");
        }
    }

    /// <summary>Reads a body into memory up to a limit.</summary>
    /// <exception cref="EdgeException">413 where it is larger.</exception>
    public static async Task<byte[]> ReadBytesAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > maxBytes)
            {
                throw new EdgeException(ErrorCode.PayloadTooLarge, $"The body is larger than {maxBytes} bytes.", "body");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static JsonObject ParseObject(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new EdgeException(ErrorCode.InvalidJson, "The body is not valid UTF-8.", "body");
        }

        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new EdgeException(ErrorCode.InvalidJson, "The body must be a JSON object.", "body");
        }
        catch (JsonException exception)
        {
            throw new EdgeException(
                ErrorCode.InvalidJson,
                $"The body is not valid JSON at line {exception.LineNumber + 1 ?? 1}, byte {exception.BytePositionInLine + 1 ?? 1}.",
                "body");
        }
    }

    private static void RefuseOtherUser(HttpRequest request, JsonObject body)
    {
        if (!body.TryGetPropertyValue(UserIdField, out var named))
        {
            return;
        }

        if (named is not JsonValue value || !value.TryGetValue<string>(out var user) || user != request.GetUser().Value)
        {
            throw RequestRefusedException.Invalid(UserIdField, "The user comes from the credentials; user_id names another one.");
        }

        body.Remove(UserIdField);
    }

    // $.filters.symbol[2] → filters.symbol[2]; a missing or unknown member of the root is named in the message alone.
    private static string FieldOf(JsonException exception)
    {
        var path = exception.Path?.TrimStart('$').TrimStart('.') ?? "";
        return path.Length > 0 ? path : Quoted(exception.Message) ?? "body";
    }

    private static string Describe(JsonException exception) => exception.Message switch
    {
        var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"There is no field {Quoted(m)}.",
        var m when m.Contains("missing required", StringComparison.Ordinal) => $"The field {FieldOf(exception)} is required.",
        _ => $"The field {FieldOf(exception)} has a value of the wrong type or one that is not accepted.",
    };

    private static string? Quoted(string message)
    {
        var parts = message.Split('\'');
        return parts.Length >= 3 ? parts[1] : null;
    }
}

/// <summary>The body of a request that has no fields.</summary>
internal sealed record EmptyBody;

[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EmptyBody))]
internal sealed partial class EmptyBodyJson : JsonSerializerContext;

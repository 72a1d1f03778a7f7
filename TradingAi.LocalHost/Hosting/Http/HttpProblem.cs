using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>An error answered by the host itself: problem details (RFC 9457) with a stable code.</summary>
internal sealed record HttpProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    bool Success,
    string Error,
    string Message,
    string TraceId,
    IReadOnlyDictionary<string, string[]> Errors)
{
    /// <summary>Answers the request with a problem. The response must not have started.</summary>
    /// <param name="http">The request and response; headers already set are kept.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">What went wrong, in a sentence without internals.</param>
    public static Task WriteAsync(HttpContext http, int status, string detail)
    {
        http.Response.StatusCode = status;
        HttpProblem problem = new(
            "about:blank",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            detail,
            http.Request.Path,
            Success: false,
            CodeOf(status),
            detail,
            Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
            status == StatusCodes.Status413PayloadTooLarge
                ? new Dictionary<string, string[]> { ["body"] = [detail] }
                : new Dictionary<string, string[]>());
        return http.Response.WriteAsJsonAsync(problem, HttpProblemJson.Default.HttpProblem, "application/problem+json", http.RequestAborted);
    }

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status408RequestTimeout => "request_timeout",
        StatusCodes.Status413PayloadTooLarge => "payload_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        >= 500 => "internal_error",
        _ => "bad_request",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HttpProblem))]
internal sealed partial class HttpProblemJson : JsonSerializerContext;

using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary>
/// An answer that is complete before it is sent, so that middleware can see its status and keep it for a repeated
/// request.
/// </summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="contentType">The content type.</param>
/// <param name="body">The body.</param>
internal sealed class ApiResult(int statusCode, string contentType, ReadOnlyMemory<byte> body) : IResult, IStatusCodeHttpResult
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The content type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Further headers, such as <c>Location</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = StatusCode;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}

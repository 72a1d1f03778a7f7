using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Http;

/// <summary>Problem details (RFC 9457), with the members of the success envelope's counterpart.</summary>
internal sealed record Problem(
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
    /// <summary>What the header <c>Retry-After</c> says, where it is known.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Turns exceptions into <c>application/problem+json</c>.</summary>
internal static class Problems
{
    // How long a sender should wait where nobody can say.
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The problem that an exception stands for, in this request; never its internals.</summary>
    public static Problem Of(Exception exception, HttpContext http) => exception switch
    {
        RequestRefusedException refused => Make(CodeOf(refused.Reason), refused.Message, http, refused.Errors),
        EdgeException refused => Make(refused.Code, refused.Message, http, refused.Errors) with { RetryAfter = refused.RetryAfter },
        VendorException { Failure: VendorFailure.OverBudget } failed =>
            Make(ErrorCode.OverBudget, "The budget of the day is used up.", http) with { RetryAfter = failed.RetryAfter },
        VendorException failed => Make(ErrorCode.VendorUnavailable, $"{PartOf(failed.Vendor)} cannot serve just now.", http) with { RetryAfter = failed.RetryAfter },
        StorageUnavailableException unavailable => Make(ErrorCode.StorageUnavailable, unavailable.Message, http),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large =>
            Make(ErrorCode.PayloadTooLarge, large.Message, http, new Dictionary<string, string[]> { ["body"] = [large.Message] }),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } bad => Make(ErrorCode.UnsupportedMediaType, bad.Message, http),
        BadHttpRequestException bad => Make(ErrorCode.BadRequest, bad.Message, http),
        _ => Make(ErrorCode.InternalError, "The service failed; the trace id finds the cause in its log.", http),
    };

    /// <summary>The answer that carries a problem.</summary>
    public static ApiResult Answer(Problem problem) =>
        new(problem.Status, "application/problem+json", ApiResults.Bytes(problem, ProblemJson.Default.Problem))
        {
            Headers = problem.Status switch
            {
                StatusCodes.Status401Unauthorized => new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" },
                StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests or StatusCodes.Status409Conflict
                    when problem.Error != ErrorCode.Conflict.Code =>
                    new Dictionary<string, string> { ["Retry-After"] = Seconds(problem.RetryAfter ?? s_retryAfter) },
                _ => new Dictionary<string, string>(),
            },
        };

    private static Problem Make(ErrorCode code, string message, HttpContext http, IReadOnlyDictionary<string, string[]>? errors = null) => new(
        "about:blank",
        ReasonPhrases.GetReasonPhrase(code.Status),
        code.Status,
        message,
        http.Request.Path,
        Success: false,
        code.Code,
        message,
        TraceIdOf(http),
        errors ?? new Dictionary<string, string[]>());

    // Whole seconds, never too few.
    private static string Seconds(TimeSpan wait) =>
        Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", System.Globalization.CultureInfo.InvariantCulture);

    private static string PartOf(Vendor vendor) => vendor switch
    {
        Vendor.Voyage => "The embedding model",
        Vendor.Upstash => "The vector store",
        Vendor.Gemini => "The language model",
        _ => "The database",
    };

    private static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    private static ErrorCode CodeOf(RefusalReason reason) => reason switch
    {
        RefusalReason.Invalid => ErrorCode.ValidationFailed,
        RefusalReason.NotFound => ErrorCode.NotFound,
        RefusalReason.Conflict => ErrorCode.Conflict,
        RefusalReason.KeyReused => ErrorCode.IdempotencyKeyReused,
        RefusalReason.Unauthenticated => ErrorCode.Unauthorized,
        RefusalReason.TooLarge => ErrorCode.PayloadTooLarge,
        _ => ErrorCode.InternalError,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;

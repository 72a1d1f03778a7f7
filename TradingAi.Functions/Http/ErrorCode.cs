using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary>
/// The stable codes that an answer's <c>error</c> can hold, with their HTTP status. This is the complete list of what
/// functions answer; an unknown route or method is answered by the host.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code; it never changes its meaning.</param>
internal sealed record ErrorCode(int Status, string Code)
{
    /// <summary>A field is missing, unknown, malformed or out of range; <c>errors</c> names it.</summary>
    public static readonly ErrorCode ValidationFailed = new(StatusCodes.Status400BadRequest, "validation_failed");

    /// <summary>The body is no JSON; <c>errors.body</c> says where.</summary>
    public static readonly ErrorCode InvalidJson = new(StatusCodes.Status400BadRequest, "invalid_json");

    /// <summary>The request cannot be read for another reason.</summary>
    public static readonly ErrorCode BadRequest = new(StatusCodes.Status400BadRequest, "bad_request");

    /// <summary>No valid token, no valid webhook signature, or a local identity from another machine.</summary>
    public static readonly ErrorCode Unauthorized = new(StatusCodes.Status401Unauthorized, "unauthorized");

    /// <summary>The user has no such thing; someone else's id is the same as an unknown one.</summary>
    public static readonly ErrorCode NotFound = new(StatusCodes.Status404NotFound, "not_found");

    /// <summary>It cannot be done in the present state.</summary>
    public static readonly ErrorCode Conflict = new(StatusCodes.Status409Conflict, "conflict");

    /// <summary>A request with this Idempotency-Key is still running.</summary>
    public static readonly ErrorCode InFlight = new(StatusCodes.Status409Conflict, "in_flight");

    /// <summary>The body is larger than the route accepts.</summary>
    public static readonly ErrorCode PayloadTooLarge = new(StatusCodes.Status413PayloadTooLarge, "payload_too_large");

    /// <summary>The body is not declared as JSON.</summary>
    public static readonly ErrorCode UnsupportedMediaType = new(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type");

    /// <summary>The Idempotency-Key belongs to another request.</summary>
    public static readonly ErrorCode IdempotencyKeyReused = new(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused");

    /// <summary>The user asked too often; Retry-After says when to ask again.</summary>
    public static readonly ErrorCode RateLimited = new(StatusCodes.Status429TooManyRequests, "rate_limited");

    /// <summary>The day's budget is used up, and this cannot be done without a vendor; Retry-After says when the next day begins.</summary>
    public static readonly ErrorCode OverBudget = new(StatusCodes.Status429TooManyRequests, "over_budget");

    /// <summary>A vendor that this cannot be done without does not serve just now; Retry-After says when to try again.</summary>
    public static readonly ErrorCode VendorUnavailable = new(StatusCodes.Status503ServiceUnavailable, "vendor_unavailable");

    /// <summary>A database cannot serve just now; Retry-After says when to try again.</summary>
    public static readonly ErrorCode StorageUnavailable = new(StatusCodes.Status503ServiceUnavailable, "storage_unavailable");

    /// <summary>An answer took longer than a response may; nothing of it is stored.</summary>
    public static readonly ErrorCode TimedOut = new(StatusCodes.Status503ServiceUnavailable, "timed_out");

    /// <summary>The service failed; the log holds the cause under the trace id.</summary>
    public static readonly ErrorCode InternalError = new(StatusCodes.Status500InternalServerError, "internal_error");
}

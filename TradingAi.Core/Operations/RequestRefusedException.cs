namespace TradingAi.Core.Operations;

/// <summary>Why a request was refused. The HTTP edge turns each into a status and a stable code.</summary>
public enum RefusalReason
{
    /// <summary>A field is missing, malformed or out of range: 400 <c>validation_failed</c>.</summary>
    Invalid,

    /// <summary>No such thing for this user: 404 <c>not_found</c>. Someone else's id is the same as an unknown one.</summary>
    NotFound,

    /// <summary>It cannot be done in the present state: 409 <c>conflict</c>.</summary>
    Conflict,

    /// <summary>An idempotency key was used before with another body: 422 <c>idempotency_key_reused</c>.</summary>
    KeyReused,

    /// <summary>The sender did not prove who they are: 401 <c>unauthorized</c>.</summary>
    Unauthenticated,

    /// <summary>The body is larger than allowed: 413 <c>payload_too_large</c>.</summary>
    TooLarge,
}

/// <summary>A request that the service refuses, with a text for the person who sent it.</summary>
public sealed class RequestRefusedException : Exception
{
    private RequestRefusedException(RefusalReason reason, string message, IReadOnlyDictionary<string, string[]> errors)
        : base(message)
    {
        Reason = reason;
        Errors = errors;
    }

    /// <summary>Why.</summary>
    public RefusalReason Reason { get; }

    /// <summary>Texts by field, in the wire's names; empty where no field is at fault.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>One field is at fault.</summary>
    public static RequestRefusedException Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>Several fields are at fault.</summary>
    public static RequestRefusedException Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(RefusalReason.Invalid, string.Join(" ", errors.SelectMany(e => e.Value)), errors);

    /// <summary>The user has no such thing.</summary>
    /// <param name="what">What it would be.</param>
    /// <param name="field">The field that names it; null where the address does.</param>
    public static RequestRefusedException NotFound(string what, string? field = null)
    {
        var message = $"There is no such {what}.";
        return new(RefusalReason.NotFound, message, field is null ? new Dictionary<string, string[]>() : new Dictionary<string, string[]> { [field] = [message] });
    }

    /// <summary>The sender did not prove who they are.</summary>
    public static RequestRefusedException Unauthenticated(string message) =>
        new(RefusalReason.Unauthenticated, message, new Dictionary<string, string[]>());

    /// <summary>The body is larger than allowed.</summary>
    public static RequestRefusedException TooLarge(string message) =>
        new(RefusalReason.TooLarge, message, new Dictionary<string, string[]> { ["body"] = [message] });

    /// <summary>It cannot be done now.</summary>
    public static RequestRefusedException Conflict(string message) =>
        new(RefusalReason.Conflict, message, new Dictionary<string, string[]>());

    /// <summary>The idempotency key belongs to another request.</summary>
    public static RequestRefusedException KeyReused() =>
        new(RefusalReason.KeyReused, "This Idempotency-Key was used before with another body.",
            new Dictionary<string, string[]> { ["Idempotency-Key"] = ["Use a new key for a new request."] });
}

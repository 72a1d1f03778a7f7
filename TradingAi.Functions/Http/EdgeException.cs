namespace TradingAi.Functions.Http;

/// <summary>A request that the HTTP edge itself refuses; <see cref="Problems"/> turns it into an answer.</summary>
/// <param name="code">Status and stable code.</param>
/// <param name="message">A sentence for the person who sent the request.</param>
/// <param name="field">The field at fault, if one is.</param>
internal sealed class EdgeException(ErrorCode code, string message, string? field = null) : Exception(message)
{
    /// <summary>Status and stable code.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>When trying again may help, where it is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Texts by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } =
        field is null ? new Dictionary<string, string[]>() : new Dictionary<string, string[]> { [field] = [message] };
}

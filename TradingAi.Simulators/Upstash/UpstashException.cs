namespace TradingAi.Simulators.Upstash;

/// <summary>A request is refused.</summary>
/// <param name="status">The status to answer.</param>
/// <param name="message">The vendor's sentence.</param>
internal sealed class UpstashException(int status, string message) : Exception(message)
{
    /// <summary>The status to answer.</summary>
    public int Status => status;

    /// <summary>The request is well-formed and cannot be carried out: 422.</summary>
    public static UpstashException Unprocessable(string message) => new(StatusCodes.Status422UnprocessableEntity, message);

    /// <summary>The request is not understood: 400.</summary>
    public static UpstashException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}

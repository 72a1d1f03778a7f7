namespace TradingAi.Simulators.Turso;

/// <summary>A statement cannot be run, or failed; the stream lives on.</summary>
internal sealed class StatementException(string code, string message) : Exception(message)
{
    /// <summary>The error as it goes out.</summary>
    public HranaError Error => new(Message, code);
}

/// <summary>The client violates the protocol: 400 with a plain text, and the stream is closed.</summary>
internal sealed class HranaProtocolException(string message) : Exception(message);

/// <summary>The stream of a baton was closed because nobody used it.</summary>
internal sealed class StreamExpiredException() : Exception("The stream has expired due to inactivity")
{
    /// <summary>The error as it goes out.</summary>
    public HranaError Error => new(Message, "STREAM_EXPIRED");
}

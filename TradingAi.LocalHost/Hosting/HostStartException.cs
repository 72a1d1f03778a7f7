namespace TradingAi.LocalHost.Hosting;

/// <summary>The host cannot start, for a reason that its user can mend; the message is the sentence to show.</summary>
internal sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);

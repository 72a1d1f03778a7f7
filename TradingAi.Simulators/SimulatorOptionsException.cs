namespace TradingAi.Simulators;

/// <summary>The switches do not make sense; the message is the sentence to show.</summary>
public sealed class SimulatorOptionsException(string message) : Exception(message);

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>An evaluation that cannot be made, with a sentence for whoever asked for it.</summary>
internal sealed class EvaluationException(string message) : Exception(message);

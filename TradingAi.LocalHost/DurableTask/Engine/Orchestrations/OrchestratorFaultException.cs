namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>On replay the orchestrator took another path than the recorded one.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);

/// <summary>The orchestrator awaited something that does not come from its context, and left its own thread of execution.</summary>
internal sealed class MultithreadedOrchestrationException() : InvalidOperationException(
    "Multithreaded execution was detected. Orchestrator code may await only tasks returned by its TaskOrchestrationContext "
    + "(and Task.WhenAll or Task.WhenAny over them), without ConfigureAwait(false): put I/O, delays and Task.Run into activities and timers.");

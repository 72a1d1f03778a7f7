using Microsoft.DurableTask;
using TradingAi.LocalHost.DurableTask.Engine.History;

namespace TradingAi.LocalHost.DurableTask.Engine.Orchestrations;

/// <summary>Which run of which instance an execution is.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Execution">Its generation; a restart, a replacement and a continue-as-new each make a new one.</param>
/// <param name="Name">The orchestrator function.</param>
/// <param name="Parent">The orchestration that called it.</param>
internal sealed record InstanceIdentity(string InstanceId, string Execution, string Name, ParentOrchestrationInstance? Parent);

/// <summary>Something the orchestrator asked for, with the payload that the history need not keep.</summary>
internal sealed record RequestedAction(OrchestratorAction Action, string? Payload, IDictionary<string, string>? Tags = null);

/// <summary>The next generation that the orchestrator asked for.</summary>
internal sealed record Continuation(string? Input, bool PreserveEvents);

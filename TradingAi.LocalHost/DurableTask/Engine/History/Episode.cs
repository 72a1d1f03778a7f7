using System.Text.Json.Serialization;

namespace TradingAi.LocalHost.DurableTask.Engine.History;

/// <summary>One recorded step of an orchestrator: the messages it got at a time, and the actions that followed.</summary>
/// <param name="At">The orchestrator's time during this step, UTC.</param>
/// <param name="Messages">What reached it, in order.</param>
/// <param name="Actions">What it asked for, in order.</param>
internal sealed record Episode(DateTime At, IReadOnlyList<HistoryEvent> Messages, IReadOnlyList<HistoryEvent> Actions);

/// <summary>The JSON of everything the engine itself records. Payloads within are the app's own JSON, kept as text.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Episode))]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class HistoryJson : JsonSerializerContext;

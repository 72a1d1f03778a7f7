using System.Text.Json.Serialization;
using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Alerts.Rules;

namespace TradingAi.Core.Alerts;

/// <summary>What the database and the outgoing webhook hold of alerts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<EntryPattern>))]
[JsonSerializable(typeof(OutgoingMessage<AlertCreated>))]
[JsonSerializable(typeof(OutgoingMessage<InsightCreated>))]
internal sealed partial class AlertsJson : JsonSerializerContext;

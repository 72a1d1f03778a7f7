using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TradingAi.Core.Alerts;
using TradingAi.Core.Analytics.Live;

namespace TradingAi.Functions.Http.Json;

/// <summary>Live figures and alerts on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnumConverter<AlertType>), typeof(SnakeCaseEnumConverter<AlertSeverity>), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(LiveFigures))]
[JsonSerializable(typeof(IReadOnlyList<Alert>))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertList))]
internal sealed partial class AlertsWire : JsonSerializerContext;

/// <summary>One page of alerts, newest first.</summary>
internal sealed record AlertList(IReadOnlyList<Alert> Alerts, long TotalCount, string? NextCursor);

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Upstash;

/// <summary>JSON nodes without reflection.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class UpstashJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace TradingAi.Core.Journal.Changes;

/// <summary>JSON that statements take as an argument.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoreJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>The parts of an answer as JSON, in the database and in prompts: the names they have on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Source>))]
[JsonSerializable(typeof(IReadOnlyList<Fact>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ChatUsage))]
[JsonSerializable(typeof(Groundedness))]
internal sealed partial class ChatJson : JsonSerializerContext;

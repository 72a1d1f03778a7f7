using System.Text.Json.Serialization;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Journal.Webhooks;

namespace TradingAi.Functions.Http.Json;

/// <summary>The acknowledgement of a webhook.</summary>
/// <param name="Status">What became of it.</param>
internal sealed record WebhookAnswer(WebhookOutcome Status);

/// <summary>The answer to a retry.</summary>
/// <param name="Retried">How many entities are due again.</param>
internal sealed record RetryAnswer(int Retried);

/// <summary>The journal's routes on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnumConverter<WebhookOutcome>), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(JournalStatus))]
[JsonSerializable(typeof(RetryAnswer))]
internal sealed partial class JournalJson : JsonSerializerContext;

using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini;

/// <summary>A request that Gemini refuses with 400 <c>INVALID_ARGUMENT</c>; the message is its sentence.</summary>
internal sealed class InvalidRequestException(string message, IReadOnlyList<FieldViolation>? violations = null) : Exception(message)
{
    /// <summary>The fields at fault, where the JSON does not follow the API's definition.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; } = violations ?? [];
}

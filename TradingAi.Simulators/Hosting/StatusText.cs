using Microsoft.AspNetCore.WebUtilities;

namespace TradingAi.Simulators.Hosting;

/// <summary>What a status means, for vendors whose own sentence is not known.</summary>
internal static class StatusText
{
    public static string Of(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : $"Error {status}";
}

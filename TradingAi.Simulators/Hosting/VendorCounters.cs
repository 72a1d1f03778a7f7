namespace TradingAi.Simulators.Hosting;

/// <summary>What one vendor was asked for, since the start or the last reset.</summary>
/// <param name="Requests">Every request that arrived, refused ones too.</param>
/// <param name="InFlight">Those not answered yet.</param>
/// <param name="ByStatus">Answered requests by status; one whose answer was cut or never came counts under 0.</param>
/// <param name="ByOperation">Requests by operation.</param>
/// <param name="Tokens">Tokens that arrived, those of refused requests too where they were counted.</param>
/// <param name="RequestsLastMinute">Requests of the minute that ends now.</param>
/// <param name="TokensLastMinute">Tokens of the minute that ends now.</param>
/// <param name="MostRequestsInAMinute">Requests of the fullest sliding minute.</param>
/// <param name="MostTokensInAMinute">Tokens of the fullest sliding minute.</param>
public sealed record VendorCounters(
    long Requests,
    int InFlight,
    IReadOnlyDictionary<string, long> ByStatus,
    IReadOnlyDictionary<string, long> ByOperation,
    long Tokens,
    long RequestsLastMinute,
    long TokensLastMinute,
    long MostRequestsInAMinute,
    long MostTokensInAMinute);

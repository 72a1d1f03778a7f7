namespace TradingAi.Simulators.Hosting;

/// <summary>Whose API a request is for.</summary>
public enum Vendor
{
    /// <summary>Voyage AI, below <c>/voyage</c>.</summary>
    Voyage,

    /// <summary>Upstash Vector, below <c>/vector</c>.</summary>
    Vector,

    /// <summary>Google Gemini, below <c>/gemini</c>.</summary>
    Gemini,

    /// <summary>Turso, below <c>/turso</c> and, its platform API, <c>/turso-platform</c>.</summary>
    Turso,
}

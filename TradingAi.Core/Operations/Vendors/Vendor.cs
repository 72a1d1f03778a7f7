namespace TradingAi.Core.Operations.Vendors;

/// <summary>Who is called over HTTP.</summary>
public enum Vendor
{
    /// <summary>Voyage AI: embeddings.</summary>
    Voyage,

    /// <summary>Upstash Vector: the vector store.</summary>
    Upstash,

    /// <summary>Google Gemini: the language model.</summary>
    Gemini,

    /// <summary>Turso: the databases.</summary>
    Turso,
}

/// <summary>Names of the parts that an answer's <c>degraded</c> list holds where they could not serve.</summary>
public static class DegradedPart
{
    /// <summary>Embeddings: search goes by words alone.</summary>
    public const string Embeddings = "embeddings";

    /// <summary>The vector store: search goes by words alone.</summary>
    public const string Vectors = "vectors";

    /// <summary>The language model: the narrator answers.</summary>
    public const string Language = "language";
}

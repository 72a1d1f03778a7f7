using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;

namespace TradingAi.Simulators.Upstash;

/// <summary>A vector as it was written.</summary>
/// <param name="Id">Its id within the namespace.</param>
/// <param name="Vector">Its <see cref="UpstashLimits.Dimensions"/> numbers.</param>
/// <param name="Metadata">A JSON object, or null.</param>
/// <param name="Data">A text, or null.</param>
internal sealed record StoredVector(string Id, float[] Vector, JsonElement? Metadata, string? Data)
{
    private readonly float _length = TensorPrimitives.Norm(Vector);

    /// <summary>Roughly what it takes, in bytes.</summary>
    public long Size =>
        Encoding.UTF8.GetByteCount(Id) + ((long)Vector.Length * sizeof(float))
        + (Metadata?.GetRawText().Length ?? 0) + (Data is null ? 0 : Encoding.UTF8.GetByteCount(Data));

    /// <summary>The score of a query, (1 + cosine) / 2.</summary>
    /// <param name="query">The query.</param>
    /// <param name="length">The query's length.</param>
    public float Score(float[] query, float length)
    {
        var lengths = _length * length;
        var cosine = lengths > 0 ? TensorPrimitives.Dot(Vector, query) / lengths : 0;
        return (1 + Math.Clamp(cosine, -1, 1)) / 2;
    }
}

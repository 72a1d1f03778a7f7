using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>What every call is answered with.</summary>
/// <param name="Result">What was asked for.</param>
/// <param name="Error">Anything truthy is a failure, whatever the status code says.</param>
internal sealed record UpstashReply<T>(T? Result, JsonElement Error)
    where T : class
{
    /// <summary>The result, or the failure that the answer tells of.</summary>
    /// <exception cref="VendorException">The answer tells of an error, or holds nothing.</exception>
    public T Require(string operation)
    {
        // What the vendor says may quote what was sent, which is the user's.
        if (Error.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False)
            && !(Error.ValueKind == JsonValueKind.String && Error.GetString() is "")
            && !(Error.ValueKind == JsonValueKind.Number && Error.GetDouble() == 0))
        {
            throw new VendorException(Vendor.Upstash, VendorFailure.Unreachable, $"Upstash answered {operation} with an error.");
        }

        return Result ?? throw new VendorException(Vendor.Upstash, VendorFailure.Malformed, $"Upstash answered {operation} with nothing.");
    }
}

internal sealed record UpstashUpsert(string Id, ReadOnlyMemory<float> Vector, JsonElement Metadata, string Data);

internal sealed record UpstashVector(string Id, double Score, float[]? Vector, JsonElement? Metadata, string? Data);

internal sealed record UpstashQuery(ReadOnlyMemory<float> Vector, int TopK, string? Filter, bool IncludeMetadata = true);

internal sealed record UpstashFetch(IReadOnlyList<string> Ids, bool IncludeMetadata = true, bool IncludeVectors = true, bool IncludeData = true);

internal sealed record UpstashDelete(IReadOnlyList<string>? Ids = null, string? Prefix = null);

internal sealed record UpstashDeleted(int Deleted);

internal sealed record UpstashRange(string Cursor, int Limit, string? Prefix, bool IncludeMetadata, bool IncludeVectors, bool IncludeData);

internal sealed record UpstashPage(string? NextCursor, IReadOnlyList<UpstashVector>? Vectors);

internal sealed record UpstashInfo(int Dimension, string? SimilarityFunction, IReadOnlyDictionary<string, UpstashNamespace>? Namespaces);

internal sealed record UpstashNamespace(int VectorCount, int PendingVectorCount);

/// <summary>Upstash's wire: camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpstashUpsert[]))]
[JsonSerializable(typeof(UpstashQuery))]
[JsonSerializable(typeof(UpstashQuery[]))]
[JsonSerializable(typeof(UpstashFetch))]
[JsonSerializable(typeof(UpstashDelete))]
[JsonSerializable(typeof(UpstashRange))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(UpstashReply<string>))]
[JsonSerializable(typeof(UpstashReply<IReadOnlyList<UpstashVector>>))]
[JsonSerializable(typeof(UpstashReply<IReadOnlyList<UpstashVector?>>), TypeInfoPropertyName = "Fetched")]
[JsonSerializable(typeof(UpstashReply<IReadOnlyList<IReadOnlyList<UpstashVector>>>))]
[JsonSerializable(typeof(UpstashReply<UpstashDeleted>))]
[JsonSerializable(typeof(UpstashReply<UpstashPage>))]
[JsonSerializable(typeof(UpstashReply<UpstashInfo>))]
[JsonSerializable(typeof(UpstashReply<IReadOnlyList<string>>))]
internal sealed partial class UpstashJson : JsonSerializerContext;

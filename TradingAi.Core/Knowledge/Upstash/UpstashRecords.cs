using System.Text;
using System.Text.Json;
using TradingAi.Core.Knowledge.Vectors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>Vectors as Upstash holds them, within what it takes: 48 KB of metadata and 1 MB of data a vector.</summary>
internal static class UpstashRecords
{
    private const int LongestMetadata = 48_000;
    private const int LongestData = 1_000_000;
    private const int MostVectors = 1_000;
    private const int LongestBody = 4_000_000;
    private const int BytesPerNumber = 14;

    /// <summary>Cuts records into requests, and what is too long in them.</summary>
    public static IEnumerable<UpstashUpsert[]> Batches(IReadOnlyList<VectorRecord> records)
    {
        var batch = new List<UpstashUpsert>();
        var bytes = 0;
        foreach (var record in records)
        {
            var metadata = Fit(record.Metadata);
            var upsert = new UpstashUpsert(
                record.Id, record.Vector, JsonSerializer.SerializeToElement(metadata, KnowledgeJson.Default.VectorMetadata), Fit(record.Data));
            var size = (record.Vector.Length * BytesPerNumber) + (upsert.Data.Length * 3) + Size(metadata) + (2 * record.Id.Length);
            if (batch.Count > 0 && (batch.Count == MostVectors || bytes + size > LongestBody))
            {
                yield return [.. batch];
                (batch, bytes) = ([], 0);
            }

            batch.Add(upsert);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    /// <summary>A vector's metadata; null where it is none of ours.</summary>
    public static VectorMetadata? MetadataOf(UpstashVector vector)
    {
        try
        {
            return vector.Metadata?.Deserialize(KnowledgeJson.Default.VectorMetadata);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The record of a vector that was asked for whole; null where it is not the user's.</summary>
    public static VectorRecord? RecordOf(UpstashVector? vector, VectorNamespace space) =>
        vector is not null && MetadataOf(vector) is { } metadata && metadata.UserId == space.User.Value
            ? new VectorRecord(vector.Id, vector.Vector, metadata, vector.Data ?? "")
            : null;

    // Tags are all that can be long; the last ones go.
    private static VectorMetadata Fit(VectorMetadata metadata)
    {
        while (Size(metadata) > LongestMetadata && metadata.Tags.Count > 0)
        {
            metadata = metadata with { Tags = [.. metadata.Tags.Take(metadata.Tags.Count / 2)] };
        }

        return metadata;
    }

    private static string Fit(string data)
    {
        if (data.Length * 3L <= LongestData || Encoding.UTF8.GetByteCount(data) <= LongestData)
        {
            return data;
        }

        var (end, bytes) = (0, 0);
        foreach (var rune in data.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestData)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return data[..end];
    }

    private static int Size(VectorMetadata metadata) => JsonSerializer.SerializeToUtf8Bytes(metadata, KnowledgeJson.Default.VectorMetadata).Length;
}

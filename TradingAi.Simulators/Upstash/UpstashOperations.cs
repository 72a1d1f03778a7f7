using System.Globalization;
using System.Text.Json;
using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Upstash.Filters;

namespace TradingAi.Simulators.Upstash;

/// <summary>What each operation does with the body of a request.</summary>
internal sealed class UpstashOperations(VectorIndex index)
{
    private const string NeedsModel =
        "Embedding data for this index is not allowed. The index must be created with an embedding model to use it.";

    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">Its name in the path.</param>
    /// <param name="name">The namespace, empty for the default one.</param>
    /// <param name="request">The request, for its query string.</param>
    /// <param name="body">Its body; <c>undefined</c> if it has none.</param>
    /// <param name="faults">The faults of the call.</param>
    /// <returns>The answer, or null if there is no such operation.</returns>
    /// <exception cref="UpstashException">The request is refused.</exception>
    public IResult? Run(string operation, string name, HttpRequest request, JsonElement body, CallFaults faults) => operation switch
    {
        "upsert" => Upsert(name, UpstashBody.Items(body)),
        "query" => Query(name, body, faults),
        "fetch" => Fetch(name, Object(body)),
        "range" => Range(name, Object(body)),
        "update" => Update(name, Object(body)),
        "delete" => Delete(name, body),
        "reset" => Reset(name, request.Query.ContainsKey("all")),
        "info" => Info(),
        "list-namespaces" => ListNamespaces(),
        "delete-namespace" => DeleteNamespace(name),
        "upsert-data" or "query-data" or "resumable-query-data" => throw UpstashException.Unprocessable(NeedsModel),
        "resumable-query" or "resumable-query-next" or "resumable-query-end" =>
            throw UpstashException.Unprocessable("Resumable queries are not simulated"),
        _ => null,
    };

    private static JsonElement Object(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object ? body : throw UpstashException.Bad("The body must be an object.");

    private VectorAnswer Upsert(string name, IReadOnlyList<JsonElement> items)
    {
        if (items.Count > UpstashLimits.Batch)
        {
            throw UpstashException.Unprocessable($"Too many vectors in a batch: {items.Count}, at most: {UpstashLimits.Batch}");
        }

        // All are read before the first is written: a batch is taken whole or not at all.
        index.Upsert(name, [.. items.Select(UpstashBody.Vector)]);
        return VectorAnswer.Success;
    }

    // The service answers an array of one query as if it were no array, which its clients know.
    private VectorAnswer Query(string name, JsonElement body, CallFaults faults)
    {
        var queries = UpstashBody.Items(body).Select(UpstashBody.Query).ToList();
        var target = index.Find(name);
        var answers = queries
            .Select(query => (query.Fields, Matches: faults.Arrange(target?.Query(query, index.Now, faults.FilterBudget) ?? [])))
            .ToList();
        return new VectorAnswer(writer =>
        {
            if (answers is [var only])
            {
                Write(writer, only.Matches, match => VectorAnswer.Write(writer, match.Vector, only.Fields, match.Score));
            }
            else
            {
                Write(writer, answers, answer =>
                    Write(writer, answer.Matches, match => VectorAnswer.Write(writer, match.Vector, answer.Fields, match.Score)));
            }
        });
    }

    private VectorAnswer Fetch(string name, JsonElement body)
    {
        var fields = UpstashBody.Fields(body);
        var target = index.Find(name);
        var vectors = (UpstashBody.Ids(body), UpstashBody.Text(body, "prefix")) switch
        {
            ({ Count: <= UpstashLimits.Batch } ids, null) => ids.Select(id => target?.Find(id)).ToList(),
            (null, { } prefix) => [.. target?.Range(0, UpstashLimits.Batch, prefix).Vectors ?? []],
            ({ }, null) => throw UpstashException.Unprocessable($"At most {UpstashLimits.Batch} ids can be fetched at once"),
            _ => throw UpstashException.Unprocessable("Only one of ids or prefix must be provided."),
        };
        return new VectorAnswer(writer => Write(writer, vectors, vector =>
        {
            if (vector is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                VectorAnswer.Write(writer, vector, fields);
            }
        }));
    }

    private VectorAnswer Range(string name, JsonElement body)
    {
        var fields = UpstashBody.Fields(body);
        var limit = UpstashBody.Integer(body, "limit") is >= 1 and <= UpstashLimits.Batch and var given
            ? (int)given
            : throw UpstashException.Unprocessable($"limit must be between 1 and {UpstashLimits.Batch}");
        var (vectors, next) = index.Find(name)?.Range(Cursor(body), limit, UpstashBody.Text(body, "prefix") ?? "") ?? ([], null);
        return new VectorAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("nextCursor"u8, next?.ToString(CultureInfo.InvariantCulture) ?? "");
            writer.WritePropertyName("vectors"u8);
            Write(writer, vectors, vector => VectorAnswer.Write(writer, vector, fields));
            writer.WriteEndObject();
        });
    }

    // A string, but clients may send a number.
    private static long Cursor(JsonElement body)
    {
        var cursor = UpstashBody.Member(body, "cursor");
        var text = cursor?.ValueKind == JsonValueKind.Number ? cursor.Value.GetRawText() : UpstashBody.Text(body, "cursor");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw UpstashException.Unprocessable("Invalid cursor");
    }

    private VectorAnswer Update(string name, JsonElement body)
    {
        var id = UpstashBody.Id(body);
        var vector = UpstashBody.Dense(body);
        var data = UpstashBody.Data(body);
        var metadata = UpstashBody.Metadata(body);
        if (vector is null && data is null && metadata is null)
        {
            throw UpstashException.Unprocessable("One of vector, data or metadata must be provided");
        }

        var patch = (UpstashBody.Text(body, "metadataUpdateMode") ?? "OVERWRITE") switch
        {
            "OVERWRITE" => false,
            "PATCH" => true,
            _ => throw UpstashException.Unprocessable("metadataUpdateMode must be OVERWRITE or PATCH"),
        };
        var updated = index.Update(name, id, before => new StoredVector(
            id,
            vector ?? before.Vector,
            metadata is { } change && patch ? UpstashBody.WithinLimit(MergePatch.Apply(before.Metadata, change)) : metadata ?? before.Metadata,
            data ?? before.Data));
        return VectorAnswer.Count("updated", updated ? 1 : 0);
    }

    private VectorAnswer Delete(string name, JsonElement body)
    {
        // An array is a list of ids, as older clients send it.
        var ids = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray().Select(id => id.ToString())] : UpstashBody.Ids(Object(body));
        var prefix = body.ValueKind == JsonValueKind.Object ? UpstashBody.Text(body, "prefix") : null;
        var filter = body.ValueKind == JsonValueKind.Object ? UpstashBody.Text(body, "filter") : null;
        var deleted = (ids, prefix, FilterParser.Parse(filter)) switch
        {
            ({ }, null, null) => index.Delete(name, target => target.Delete(ids)),
            (null, { Length: > 0 }, null) => index.Delete(name, target => target.Delete(vector => vector.Id.StartsWith(prefix, StringComparison.Ordinal))),
            (null, null, { } condition) => index.Delete(name, target => target.Delete(vector => condition.Holds(vector.Metadata))),
            _ => throw UpstashException.Unprocessable("Only and only one of the ids, prefix, or filter must be provided."),
        };
        return VectorAnswer.Count("deleted", deleted);
    }

    private VectorAnswer Reset(string name, bool all)
    {
        foreach (var target in all ? index.Names : [name])
        {
            index.Reset(target);
        }

        return VectorAnswer.Success;
    }

    private VectorAnswer ListNamespaces()
    {
        var names = index.Names;
        return new VectorAnswer(writer => Write(writer, names, writer.WriteStringValue));
    }

    private VectorAnswer DeleteNamespace(string name) =>
        name.Length == 0 ? throw UpstashException.Unprocessable("The default namespace cannot be deleted")
        : index.DeleteNamespace(name) ? VectorAnswer.Success
        : throw new UpstashException(StatusCodes.Status404NotFound, $"Namespace {name} for the index simulator does not exist");

    private VectorAnswer Info()
    {
        var now = index.Now;
        var counts = index.Names.Select(name => (Name: name, Count: index.Find(name)?.Count(now) ?? default)).ToList();
        return new VectorAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("vectorCount"u8, counts.Sum(item => item.Count.Ready));
            writer.WriteNumber("pendingVectorCount"u8, counts.Sum(item => item.Count.Pending));
            writer.WriteNumber("indexSize"u8, counts.Sum(item => item.Count.Bytes));
            writer.WriteNumber("dimension"u8, UpstashLimits.Dimensions);
            writer.WriteString("similarityFunction"u8, "COSINE"u8);
            writer.WriteString("indexType"u8, "DENSE"u8);
            writer.WriteStartObject("denseIndex"u8);
            writer.WriteNumber("dimension"u8, UpstashLimits.Dimensions);
            writer.WriteString("similarityFunction"u8, "COSINE"u8);
            writer.WriteString("embeddingModel"u8, ""u8);
            writer.WriteEndObject();
            writer.WriteStartObject("namespaces"u8);
            foreach (var (name, count) in counts)
            {
                writer.WriteStartObject(name);
                writer.WriteNumber("vectorCount"u8, count.Ready);
                writer.WriteNumber("pendingVectorCount"u8, count.Pending);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void Write<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        writer.WriteEndArray();
    }
}

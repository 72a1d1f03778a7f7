using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Knowledge.Vectors.Spaces;

/// <summary>What a namespace is there for.</summary>
public enum VectorSpaceState
{
    /// <summary>Queries are asked of it.</summary>
    Serving,

    /// <summary>It takes the place of the serving one once every live entity is in it.</summary>
    Filling,

    /// <summary>It is to be deleted.</summary>
    Retired,
}

/// <summary>A namespace with what its vectors were made by and where they lie.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Store">The name of the store that holds it.</param>
/// <param name="Model">The model of all its vectors.</param>
/// <param name="State">What it is there for.</param>
/// <param name="IsEnqueued">Filling: every live entity has been put on the outbox since it was begun.</param>
public sealed record VectorSpace(VectorNamespace Namespace, string Store, EmbeddingModel Model, VectorSpaceState State, bool IsEnqueued)
{
    internal static SqlStatement SelectAll { get; } =
        SqlStatement.Of($"SELECT name, store, provider, model, dimensions, state, is_enqueued FROM vector_spaces ORDER BY name");

    internal static VectorSpace Map(UserId user, SqlRow row) => new(
        new VectorNamespace(user, row.GetString("name")),
        row.GetString("store"),
        new EmbeddingModel(row.GetString("provider"), row.GetString("model"), (int)row.GetInt64("dimensions")),
        Enum.Parse<VectorSpaceState>(row.GetString("state"), ignoreCase: true),
        row.GetInt64("is_enqueued") == 1);

    internal SqlStatement Insert() => SqlStatement.Of($"""
        INSERT OR IGNORE INTO vector_spaces (name, store, provider, model, dimensions, state)
        VALUES ({Namespace.Name}, {Store}, {Model.Provider}, {Model.Name}, {Model.Dimensions}, {State.ToString().ToLowerInvariant()})
        """);

    internal SqlStatement MarkEnqueued() => SqlStatement.Of($"UPDATE vector_spaces SET is_enqueued = 1 WHERE name = {Namespace.Name} AND state = 'filling'");

    internal SqlStatement Retire() => SqlStatement.Of($"UPDATE vector_spaces SET state = 'retired' WHERE name = {Namespace.Name} AND state = 'filling'");

    internal SqlStatement Delete() => SqlStatement.Of($"DELETE FROM vector_spaces WHERE name = {Namespace.Name} AND state = 'retired'");

    /// <summary>Lets it serve instead of the one that does, if no live entity is missing at this instant.</summary>
    internal IReadOnlyList<SqlStatement> Serve() =>
    [
        SqlStatement.Of($"""
            UPDATE vector_spaces SET state = 'retired'
            WHERE state = 'serving'
              AND EXISTS (SELECT 1 FROM vector_spaces AS f WHERE f.name = {Namespace.Name} AND f.state = 'filling' AND f.is_enqueued = 1)
              AND NOT EXISTS (SELECT 1 FROM outbox AS o JOIN journal_rows AS r USING (type, id) WHERE r.state = 'live')
            """),
        SqlStatement.Of($"""
            UPDATE vector_spaces SET state = 'serving'
            WHERE name = {Namespace.Name} AND state = 'filling' AND NOT EXISTS (SELECT 1 FROM vector_spaces AS s WHERE s.state = 'serving')
            """),
    ];
}

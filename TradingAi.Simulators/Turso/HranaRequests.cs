using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Turso;

/// <summary>The body of a pipeline: requests of one stream, carried out in order.</summary>
internal sealed record PipelineRequest(string? Baton, [property: JsonRequired] IReadOnlyList<StreamRequest> Requests);

/// <summary>One request of a stream.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ExecuteRequest), "execute")]
[JsonDerivedType(typeof(BatchRequest), "batch")]
[JsonDerivedType(typeof(SequenceRequest), "sequence")]
[JsonDerivedType(typeof(DescribeRequest), "describe")]
[JsonDerivedType(typeof(StoreSqlRequest), "store_sql")]
[JsonDerivedType(typeof(CloseSqlRequest), "close_sql")]
[JsonDerivedType(typeof(GetAutocommitRequest), "get_autocommit")]
[JsonDerivedType(typeof(CloseRequest), "close")]
internal abstract record StreamRequest;

/// <summary>Runs one statement.</summary>
internal sealed record ExecuteRequest([property: JsonRequired] HranaStatement Stmt) : StreamRequest;

/// <summary>Runs statements that can depend on how earlier ones went.</summary>
internal sealed record BatchRequest([property: JsonRequired] HranaBatch Batch) : StreamRequest;

/// <summary>Runs statements separated by semicolons, without arguments, until one fails.</summary>
internal sealed record SequenceRequest(string? Sql, int? SqlId) : StreamRequest;

/// <summary>Asks for the parameters and columns of a statement.</summary>
internal sealed record DescribeRequest(string? Sql, int? SqlId) : StreamRequest;

/// <summary>Stores a text that later requests of the stream name by its id.</summary>
internal sealed record StoreSqlRequest([property: JsonRequired] int SqlId, [property: JsonRequired] string Sql) : StreamRequest;

/// <summary>Forgets a stored text.</summary>
internal sealed record CloseSqlRequest([property: JsonRequired] int SqlId) : StreamRequest;

/// <summary>Asks whether the stream is outside of a transaction.</summary>
internal sealed record GetAutocommitRequest : StreamRequest;

/// <summary>Ends the stream.</summary>
internal sealed record CloseRequest : StreamRequest;

/// <summary>A statement, by its text or by the id of a stored one, with its arguments by position or by name.</summary>
internal sealed record HranaStatement(
    string? Sql,
    int? SqlId,
    IReadOnlyList<HranaValue>? Args,
    IReadOnlyList<NamedArgument>? NamedArgs,
    bool? WantRows);

/// <summary>An argument by name, with or without its prefix.</summary>
internal sealed record NamedArgument([property: JsonRequired] string Name, [property: JsonRequired] HranaValue Value);

/// <summary>The steps of a batch.</summary>
internal sealed record HranaBatch([property: JsonRequired] IReadOnlyList<BatchStep> Steps);

/// <summary>A statement and, if any, on what it depends.</summary>
internal sealed record BatchStep(BatchCondition? Condition, [property: JsonRequired] HranaStatement Stmt);

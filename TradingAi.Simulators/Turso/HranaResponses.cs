using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Turso;

/// <summary>The answer to a pipeline; the baton names the stream if it is still open.</summary>
internal sealed record PipelineResponse(string? Baton, string? BaseUrl, IReadOnlyList<StreamResult> Results);

/// <summary>How one request went.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OkResult), "ok")]
[JsonDerivedType(typeof(ErrorResult), "error")]
internal abstract record StreamResult;

/// <summary>It succeeded.</summary>
internal sealed record OkResult(StreamResponse Response) : StreamResult;

/// <summary>It failed.</summary>
internal sealed record ErrorResult(HranaError Error) : StreamResult;

/// <summary>A failure: a sentence, and a code such as <c>SQLITE_CONSTRAINT</c>.</summary>
internal sealed record HranaError(string Message, string Code);

/// <summary>What a request answers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteResponse), "execute")]
[JsonDerivedType(typeof(BatchResponse), "batch")]
[JsonDerivedType(typeof(SequenceResponse), "sequence")]
[JsonDerivedType(typeof(DescribeResponse), "describe")]
[JsonDerivedType(typeof(StoreSqlResponse), "store_sql")]
[JsonDerivedType(typeof(CloseSqlResponse), "close_sql")]
[JsonDerivedType(typeof(GetAutocommitResponse), "get_autocommit")]
[JsonDerivedType(typeof(CloseResponse), "close")]
internal abstract record StreamResponse;

internal sealed record ExecuteResponse(StatementResult Result) : StreamResponse;

internal sealed record BatchResponse(BatchResult Result) : StreamResponse;

internal sealed record SequenceResponse : StreamResponse;

internal sealed record DescribeResponse(StatementDescription Result) : StreamResponse;

internal sealed record StoreSqlResponse : StreamResponse;

internal sealed record CloseSqlResponse : StreamResponse;

internal sealed record GetAutocommitResponse(bool IsAutocommit) : StreamResponse;

internal sealed record CloseResponse : StreamResponse;

/// <summary>What a statement returned and changed; the replication index is null, as there are no replicas.</summary>
internal sealed record StatementResult(
    IReadOnlyList<ResultColumn> Cols,
    IReadOnlyList<IReadOnlyList<HranaValue>> Rows,
    long AffectedRowCount,
    string? LastInsertRowid,
    long RowsRead,
    long RowsWritten,
    double QueryDurationMs,
    string? ReplicationIndex = null);

/// <summary>A column of a result; the declared type is null for expressions.</summary>
internal sealed record ResultColumn(string Name, string? Decltype);

/// <summary>Results and errors by step; a skipped step has neither.</summary>
internal sealed record BatchResult(
    IReadOnlyList<StatementResult?> StepResults, IReadOnlyList<HranaError?> StepErrors, string? ReplicationIndex = null);

/// <summary>The parameters and columns of a statement.</summary>
internal sealed record StatementDescription(
    IReadOnlyList<DescribedParameter> Params, IReadOnlyList<ResultColumn> Cols, bool IsExplain, bool IsReadonly);

/// <summary>A parameter; the name is null for <c>?</c>.</summary>
internal sealed record DescribedParameter(string? Name);

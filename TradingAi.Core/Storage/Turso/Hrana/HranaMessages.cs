using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>Requests that a server runs one after the other on one stream, which is one connection to the database.</summary>
/// <param name="Baton">The stream, as the last answer named it; null for a new one.</param>
/// <param name="Requests">All are run, also after one that failed.</param>
internal sealed record PipelineRequest(string? Baton, IReadOnlyList<StreamRequest> Requests);

/// <summary>One request of a pipeline.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteRequest), "execute")]
[JsonDerivedType(typeof(BatchRequest), "batch")]
[JsonDerivedType(typeof(SequenceRequest), "sequence")]
[JsonDerivedType(typeof(CloseRequest), "close")]
internal abstract record StreamRequest;

/// <summary>Runs one statement.</summary>
internal sealed record ExecuteRequest(Statement Stmt) : StreamRequest;

/// <summary>Runs statements, each under a condition on those before it.</summary>
internal sealed record BatchRequest(Batch Batch) : StreamRequest;

/// <summary>Runs statements parted by semicolons, until one fails.</summary>
internal sealed record SequenceRequest(string Sql) : StreamRequest;

/// <summary>Ends the stream; a transaction that is open on it is rolled back.</summary>
internal sealed record CloseRequest : StreamRequest;

/// <summary>SQL and its arguments by the names of their parameters, with the <c>@</c>.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<NamedArgument>? NamedArgs, bool WantRows);

/// <summary>An argument.</summary>
internal sealed record NamedArgument(string Name, HranaValue Value);

/// <summary>The steps of a batch.</summary>
internal sealed record Batch(IReadOnlyList<BatchStep> Steps);

/// <summary>A statement that runs where the condition holds, or in any case.</summary>
internal sealed record BatchStep(BatchCondition? Condition, Statement Stmt);

/// <summary>What must hold of the steps before for a step to run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StepSucceeded), "ok")]
[JsonDerivedType(typeof(NotCondition), "not")]
internal abstract record BatchCondition;

/// <summary>The step ran, without an error.</summary>
internal sealed record StepSucceeded(int Step) : BatchCondition;

/// <summary>The condition does not hold.</summary>
internal sealed record NotCondition(BatchCondition Cond) : BatchCondition;

/// <summary>The answer to a pipeline.</summary>
/// <param name="Baton">The stream for the next request; null where it was closed.</param>
/// <param name="BaseUrl">Where the stream's next request goes, if elsewhere.</param>
/// <param name="Results">One a request, in order.</param>
internal sealed record PipelineResponse(string? Baton, string? BaseUrl, IReadOnlyList<StreamResult>? Results);

/// <summary>What became of one request: a response or an error.</summary>
internal sealed record StreamResult(string? Type, StreamResponse? Response, HranaError? Error);

/// <summary>A response; only execute and batch have a result.</summary>
internal sealed record StreamResponse(string? Type, StreamResponseResult? Result);

/// <summary>The result of a statement (rows) or of a batch (steps).</summary>
internal sealed record StreamResponseResult(
    IReadOnlyList<Column>? Cols,
    IReadOnlyList<HranaValue[]>? Rows,
    IReadOnlyList<StepResult?>? StepResults,
    IReadOnlyList<HranaError?>? StepErrors);

/// <summary>The result of a step that ran; null stands for one that was skipped or failed.</summary>
internal sealed record StepResult(long AffectedRowCount);

/// <summary>A column of a result.</summary>
internal sealed record Column(string? Name);

/// <summary>Why the server refused something; the code is SQLite's (<c>SQLITE_CONSTRAINT</c>) or its own (<c>SQL_PARSE_ERROR</c>).</summary>
internal sealed record HranaError(string? Message, string? Code);

/// <summary>The protocol's JSON.</summary>
[JsonSerializable(typeof(PipelineRequest))]
[JsonSerializable(typeof(PipelineResponse))]
internal sealed partial class HranaJson : JsonSerializerContext
{
    /// <summary>
    /// The options of both directions. Nothing is escaped that JSON does not ask for: the texts are many and long, and Turso's
    /// server does not read a base64 whose <c>+</c> is written as an escape.
    /// </summary>
    public static JsonSerializerOptions MakeOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = Default,
    };
}

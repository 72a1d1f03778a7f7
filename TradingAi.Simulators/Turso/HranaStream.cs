namespace TradingAi.Simulators.Turso;

/// <summary>A stream: a connection with its transaction and its stored texts, used by one request at a time.</summary>
internal sealed class HranaStream(string database, SqliteSession session) : IDisposable
{
    private const int MostStoredTexts = 50;
    private const int LongestStoredText = 5000;

    private readonly Dictionary<int, string> _texts = [];

    /// <summary>The database it works on.</summary>
    public string Database => database;

    /// <summary>Whether a <c>close</c> ended it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Carries out one request.</summary>
    /// <exception cref="HranaProtocolException">The request violates the protocol.</exception>
    public async Task<StreamResult> HandleAsync(StreamRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new OkResult(await RespondAsync(request, cancellationToken));
        }
        catch (StatementException exception)
        {
            return new ErrorResult(exception.Error);
        }
    }

    /// <summary>Rolls back what is open.</summary>
    public void Dispose()
    {
        IsClosed = true;
        session.Dispose();
    }

    private async Task<StreamResponse> RespondAsync(StreamRequest request, CancellationToken cancellationToken)
    {
        if (IsClosed && request is not (CloseRequest or StoreSqlRequest or CloseSqlRequest))
        {
            throw new HranaProtocolException("Stream for this baton was closed");
        }

        switch (request)
        {
            case ExecuteRequest execute:
                var statement = execute.Stmt;
                var sql = SqlText.Single(TextOf(statement.Sql, statement.SqlId));
                return new ExecuteResponse(await session.ExecuteAsync(sql, SqlArguments.Of(statement), statement.WantRows ?? true, cancellationToken));
            case BatchRequest batch:
                return new BatchResponse(await RunAsync(batch.Batch, cancellationToken));
            case SequenceRequest sequence:
                await RunAsync(SqlText.Split(TextOf(sequence.Sql, sequence.SqlId)), cancellationToken);
                return new SequenceResponse();
            case DescribeRequest describe:
                return new DescribeResponse(session.Describe(SqlText.Single(TextOf(describe.Sql, describe.SqlId))));
            case StoreSqlRequest store:
                Store(store);
                return new StoreSqlResponse();
            case CloseSqlRequest forget:
                _texts.Remove(forget.SqlId);
                return new CloseSqlResponse();
            case GetAutocommitRequest:
                return new GetAutocommitResponse(session.IsAutocommit);
            case CloseRequest:
                Dispose();
                return new CloseResponse();
            default:
                throw new HranaProtocolException("StreamRequest type not recognized");
        }
    }

    private async Task<BatchResult> RunAsync(HranaBatch batch, CancellationToken cancellationToken)
    {
        // Texts, arguments and conditions are looked at before the first step runs.
        var steps = batch.Steps.Select((step, index) => Check(step, index)).ToArray();
        var results = new StatementResult?[steps.Length];
        var errors = new HranaError?[steps.Length];
        var sofar = new BatchResult(results, errors);
        for (var i = 0; i < steps.Length; i++)
        {
            if (batch.Steps[i].Condition?.Holds(sofar, session.IsAutocommit) == false)
            {
                continue;
            }

            try
            {
                var (sql, arguments) = steps[i];
                results[i] = await session.ExecuteAsync(sql, arguments, batch.Steps[i].Stmt.WantRows ?? true, cancellationToken);
            }
            catch (StatementException exception)
            {
                errors[i] = exception.Error;
            }
        }

        return sofar;
    }

    private async Task RunAsync(IReadOnlyList<SqlText> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            session.CheckSyntax(statement);
        }

        foreach (var statement in statements)
        {
            await session.ExecuteAsync(statement, SqlArguments.None, wantRows: false, cancellationToken);
        }
    }

    private (SqlText Sql, SqlArguments Arguments) Check(BatchStep step, int index)
    {
        var sql = SqlText.Single(TextOf(step.Stmt.Sql, step.Stmt.SqlId));
        session.CheckSyntax(sql);
        return step.Condition?.NamesOnlyStepsBefore(index) == false
            ? throw new HranaProtocolException("Invalid reference to step in a batch condition")
            : (sql, SqlArguments.Of(step.Stmt));
    }

    private string TextOf(string? sql, int? sqlId) => (sql, sqlId) switch
    {
        ({ } text, null) => text,
        (null, { } id) => _texts.TryGetValue(id, out var stored) ? stored : throw new HranaProtocolException($"SQL text {id} not found"),
        (null, null) => throw new HranaProtocolException("Either `sql` or `sql_id` are required"),
        _ => throw new HranaProtocolException("Either `sql` or `sql_id` are required, but not both"),
    };

    private void Store(StoreSqlRequest store)
    {
        if (_texts.ContainsKey(store.SqlId))
        {
            throw new HranaProtocolException($"SQL text {store.SqlId} already exists");
        }

        if (_texts.Count >= MostStoredTexts)
        {
            throw new StatementException("SQL_STORE_TOO_MANY", $"The server already stores {_texts.Count} SQL texts, it cannot store more");
        }

        if (store.Sql.Length > LongestStoredText)
        {
            throw new StatementException("SQL_STORE_TOO_LARGE", $"The statement is too large to be stored: {store.Sql.Length} B/5.0 KB");
        }

        _texts[store.SqlId] = store.Sql;
    }
}

using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>
/// Runs statements as one transaction: one batch of BEGIN, the statements, COMMIT and ROLLBACK, each conditional on what went
/// before, so that a transaction is one round trip. One that is too large for a request goes in several on the same stream,
/// BEGIN with the first and COMMIT with the last.
/// </summary>
/// <remarks>
/// A request that may have been executed is not sent again. If the answer to a COMMIT is lost, the transaction may or may not
/// have happened, and the caller is told that the database is unavailable, as with a file whose disk fails. Callers try again
/// later with transactions that bear it: guarded by the data version or a unique key, which refuse the second one, or setting
/// what they find.
/// </remarks>
internal sealed class TursoTransaction(HranaClient client, TursoAddress database)
{
    private const int MaxStatementsPerRequest = 500;
    private const int MaxCharactersPerRequest = 1_000_000;

    /// <summary>Runs the statements; all of them are committed on return.</summary>
    /// <returns>The number of rows each statement changed.</returns>
    /// <exception cref="TursoException">None of them was, unless it is <see cref="TursoFailure.Unavailable"/>.</exception>
    public async Task<IReadOnlyList<int>> RunAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        var stream = new HranaStream(client, database);
        var changed = new List<int>(statements.Count);
        try
        {
            while (changed.Count < statements.Count)
            {
                var (first, count) = (changed.Count == 0, CountForOneRequest(statements, changed.Count));
                var last = changed.Count + count == statements.Count;
                var steps = Steps(statements.Skip(changed.Count).Take(count), first, last);
                StreamRequest[] requests = last ? [new BatchRequest(new Batch(steps)), new CloseRequest()] : [new BatchRequest(new Batch(steps))];
                var results = await stream.RunAsync(requests, "transaction", isRepeatable: false, cancellationToken);
                changed.AddRange(ChangesOf(results[0], steps.Count, last).Skip(first ? 1 : 0).Take(count));
            }
        }
        catch
        {
            await stream.AbandonAsync();
            throw;
        }

        return changed;
    }

    private static int CountForOneRequest(IReadOnlyList<SqlStatement> statements, int start)
    {
        var (count, characters) = (0, 0L);
        while (start + count < statements.Count && count < MaxStatementsPerRequest)
        {
            characters += HranaStatements.LengthOf(statements[start + count]);
            if (count > 0 && characters > MaxCharactersPerRequest)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private static List<BatchStep> Steps(IEnumerable<SqlStatement> statements, bool begin, bool commit)
    {
        var steps = new List<BatchStep>();
        if (begin)
        {
            Add(HranaStatements.Of("BEGIN IMMEDIATE"));
        }

        foreach (var statement in statements)
        {
            Add(HranaStatements.Of(statement, wantRows: false));
        }

        if (commit)
        {
            Add(HranaStatements.Of("COMMIT"));
            steps.Add(new BatchStep(new NotCondition(new StepSucceeded(steps.Count - 1)), HranaStatements.Of("ROLLBACK")));
        }

        return steps;

        void Add(Statement statement) =>
            steps.Add(new BatchStep(steps.Count == 0 ? null : new StepSucceeded(steps.Count - 1), statement));
    }

    // How many rows each step changed, BEGIN and COMMIT included.
    private IEnumerable<int> ChangesOf(StreamResult result, int steps, bool commit)
    {
        var batch = HranaResults.Of(database, result);
        if (batch.StepErrors?.FirstOrDefault(error => error is not null) is { } refusal)
        {
            throw TursoErrors.Of(database, refusal);
        }

        var needed = commit ? steps - 1 : steps;
        return batch.StepResults?.Count == steps && batch.StepResults.Take(needed).All(step => step is not null)
            ? batch.StepResults.Take(needed).Select(step => (int)step!.AffectedRowCount)
            : throw TursoErrors.Malformed(database);
    }
}

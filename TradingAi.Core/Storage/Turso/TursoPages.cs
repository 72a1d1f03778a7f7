using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>
/// Reads a result that the server will not send in one answer: page by page on one stream, in one transaction, so that all
/// pages show the same state.
/// </summary>
internal sealed class TursoPages(HranaClient client, TursoAddress database)
{
    private const int FirstPageSize = 1_000;

    /// <summary>The whole result.</summary>
    /// <exception cref="TursoException">The database cannot serve, or one row alone is too large.</exception>
    public async Task<StreamResponseResult> ReadAsync(SqlStatement query, CancellationToken cancellationToken)
    {
        var stream = new HranaStream(client, database);
        try
        {
            var begun = await stream.RunAsync([new ExecuteRequest(HranaStatements.Of("BEGIN"))], "query", isRepeatable: false, cancellationToken);
            HranaResults.Check(database, begun[0]);
            return await ReadAsync(stream, query, cancellationToken);
        }
        finally
        {
            await stream.AbandonAsync();
        }
    }

    private async Task<StreamResponseResult> ReadAsync(HranaStream stream, SqlStatement query, CancellationToken cancellationToken)
    {
        var rows = new List<HranaValue[]>();
        for (var size = FirstPageSize; ;)
        {
            var request = new ExecuteRequest(HranaStatements.Of(PageOf(query, size, rows.Count), wantRows: true));
            var results = await stream.RunAsync([request], "query", isRepeatable: false, cancellationToken);
            try
            {
                var page = HranaResults.Of(database, results[0]);
                rows.AddRange(page.Rows ?? []);
                if ((page.Rows?.Count ?? 0) < size)
                {
                    return page with { Rows = rows };
                }
            }
            catch (TursoException error) when (error.Failure == TursoFailure.TooLarge && size > 1)
            {
                size /= 2;
            }
        }
    }

    private static SqlStatement PageOf(SqlStatement query, int size, int start) => new(
        $"SELECT * FROM ({query.Text}\n) LIMIT @p{query.Arguments.Count} OFFSET @p{query.Arguments.Count + 1}",
        [.. query.Arguments, size, start]);
}

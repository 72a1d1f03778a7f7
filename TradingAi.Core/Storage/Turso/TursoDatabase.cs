using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>One database at Turso. A query and a transaction are one round trip each, unless they are very large.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="address">Where the database is.</param>
/// <param name="busyRetry">What to do while others write.</param>
/// <param name="onLost">Called when the database turns out to be deleted, here or by another instance.</param>
internal sealed class TursoDatabase(HranaClient client, TursoAddress address, BusyRetry busyRetry, Action<TursoDatabase>? onLost = null)
    : IDatabase
{
    private volatile bool _deleted;

    /// <summary>Where the database is.</summary>
    public TursoAddress Address => address;

    /// <summary>Refuses every call from now on: whoever still holds this object holds a journal that is gone.</summary>
    public void MarkDeleted() => _deleted = true;

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlStatement query, Func<SqlRow, T> map, CancellationToken cancellationToken) =>
        RunAsync(token => ReadAsync(query, token), result => TursoRow.Map(address, result, map), cancellationToken);

    public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<SqlStatement> transaction, CancellationToken cancellationToken) =>
        await RunAsync(token => new TursoTransaction(client, address).RunAsync(transaction, token), changed => changed, cancellationToken);

    private async Task<StreamResponseResult> ReadAsync(SqlStatement query, CancellationToken cancellationToken)
    {
        StreamRequest[] requests = [new ExecuteRequest(HranaStatements.Of(query, wantRows: true)), new CloseRequest()];
        var results = await new HranaStream(client, address).RunAsync(requests, "query", isRepeatable: true, cancellationToken);
        try
        {
            return HranaResults.Of(address, results[0]);
        }
        catch (TursoException error) when (error.Failure == TursoFailure.TooLarge)
        {
            return await new TursoPages(client, address).ReadAsync(query, cancellationToken);
        }
    }

    private async Task<TResult> RunAsync<TAnswer, TResult>(
        Func<CancellationToken, Task<TAnswer>> call, Func<TAnswer, TResult> read, CancellationToken cancellationToken)
    {
        if (_deleted)
        {
            throw new StorageUnavailableException("The database was deleted while it was in use.");
        }

        try
        {
            return read(await busyRetry.RunAsync(call, cancellationToken));
        }
        catch (TursoException error)
        {
            if (error.Failure is TursoFailure.NoTable or TursoFailure.NoDatabase)
            {
                onLost?.Invoke(this);
            }

            throw error.ToStorageException();
        }
    }
}

using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>
/// A chain of pipelines on one connection to a database, held together by the baton that each answer gives for the next
/// request. Whoever fails in between abandons the stream, so that no transaction stays open on it.
/// </summary>
internal sealed class HranaStream(HranaClient client, TursoAddress database)
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private Uri _url = database.Url;
    private string? _baton;

    /// <summary>Runs requests; the last pipeline of a stream ends with <see cref="CloseRequest"/>.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="operation">What they are, for logs and metrics.</param>
    /// <param name="isRepeatable">Whether running them twice is the same as running them once.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>One result a request, of which those that failed hold an error.</returns>
    /// <exception cref="TursoException">There was no answer.</exception>
    public async Task<IReadOnlyList<StreamResult>> RunAsync(
        IReadOnlyList<StreamRequest> requests, string operation, bool isRepeatable, CancellationToken cancellationToken)
    {
        var call = new VendorCall { Operation = operation, IsRepeatable = isRepeatable };
        var response = await client.RunAsync(database, _url, new PipelineRequest(_baton, requests), call, cancellationToken);
        _baton = response.Baton;
        if (response.BaseUrl is { Length: > 0 } elsewhere)
        {
            _url = TursoAddress.Problem("base_url", elsewhere) is null
                ? TursoAddress.Parse(elsewhere).Url
                : throw TursoErrors.Malformed(database);
        }

        return requests[^1] is CloseRequest || _baton is not null ? response.Results! : throw TursoErrors.Malformed(database);
    }

    /// <summary>
    /// Closes a stream that may still be open, which rolls its transaction back. A failure is no matter: the server closes
    /// streams that nobody uses.
    /// </summary>
    public async Task AbandonAsync()
    {
        if (_baton is null)
        {
            return;
        }

        try
        {
            var call = new VendorCall { Operation = "close", IsRepeatable = false, Patience = s_farewell };
            await client.RunAsync(database, _url, new PipelineRequest(_baton, [new CloseRequest()]), call, CancellationToken.None);
        }
        catch (TursoException)
        {
            // Nothing more can be done from here.
        }

        _baton = null;
    }
}

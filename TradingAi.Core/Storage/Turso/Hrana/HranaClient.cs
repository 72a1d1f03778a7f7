using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>Sends pipelines to databases, of which each has an address of its own, over one named HTTP client.</summary>
internal sealed class HranaClient(IHttpClientFactory clients, IOptions<TursoOptions> options)
{
    /// <summary>The HTTP client's name.</summary>
    public const string Name = "turso";

    private readonly RefitSettings _settings = MakeSettings();

    /// <summary>Runs a pipeline.</summary>
    /// <param name="database">The database.</param>
    /// <param name="url">Where the stream is served: the database's address, or where its last answer pointed.</param>
    /// <param name="request">The pipeline.</param>
    /// <param name="call">What the vendor's pipeline needs to know.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>An answer with one result a request.</returns>
    /// <exception cref="TursoException">There was none.</exception>
    public async Task<PipelineResponse> RunAsync(
        TursoAddress database, Uri url, PipelineRequest request, VendorCall call, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Name);
        http.BaseAddress = url;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.AuthToken);
        PipelineResponse? response;
        try
        {
            response = await RestService.ForGenerated<IHranaApi>(http, _settings).RunAsync(request, call, cancellationToken);
        }
        catch (VendorException error)
        {
            throw TursoErrors.Of(database, options.Value, error);
        }

        return response?.Results?.Count == request.Requests.Count ? response : throw TursoErrors.Malformed(database);
    }

    private static RefitSettings MakeSettings()
    {
        var settings = VendorClients.SettingsOf(Vendor.Turso, HranaJson.Default);
        settings.ContentSerializer = new SystemTextJsonContentSerializer(HranaJson.MakeOptions());
        return settings;
    }
}

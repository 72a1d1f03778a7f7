using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>A database's HTTP API, version 2 of Hrana over HTTP.</summary>
internal interface IHranaApi
{
    /// <summary>Runs a pipeline.</summary>
    [Post("/v2/pipeline")]
    Task<PipelineResponse> RunAsync(
        [Body] PipelineRequest request, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);
}

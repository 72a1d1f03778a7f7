using System.Text.Json.Serialization;
using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Turso's platform API, as far as databases come and go.</summary>
internal interface ITursoPlatformApi
{
    /// <summary>Creates a database; 409 where there is one of that name.</summary>
    [Post("/v1/organizations/{organization}/databases")]
    Task CreateAsync(
        string organization, [Body] NewDatabase database, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    /// <summary>Deletes a database; 404 where there is none of that name.</summary>
    [Delete("/v1/organizations/{organization}/databases/{name}")]
    Task DeleteAsync(
        string organization, string name, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);
}

/// <summary>A database to create.</summary>
/// <param name="Name">Its name: lower-case letters, digits and hyphens.</param>
/// <param name="Group">The group it joins.</param>
internal sealed record NewDatabase(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("group")] string Group);

/// <summary>The platform API's JSON.</summary>
[JsonSerializable(typeof(NewDatabase))]
internal sealed partial class TursoPlatformJson : JsonSerializerContext;

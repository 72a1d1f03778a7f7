using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>Registers the vendors' typed clients.</summary>
public static class VendorClients
{
    /// <summary>
    /// Adds a vendor's Refit interface over its pipeline. Its methods throw <see cref="VendorException"/> for whatever goes wrong,
    /// an answer of another shape included.
    /// </summary>
    /// <typeparam name="TApi">The interface; each method takes <c>[Property(VendorCall.PropertyName)] VendorCall call</c>.</typeparam>
    /// <param name="services">Where to.</param>
    /// <param name="vendor">Whose API it is.</param>
    /// <param name="json">The source-generated types of the wire; a context's own options hold, such as its naming policy.</param>
    /// <param name="configure">Sets the base address and the credentials.</param>
    public static IHttpClientBuilder AddVendorClient<TApi>(
        this IServiceCollection services, Vendor vendor, IJsonTypeInfoResolver json, Action<IServiceProvider, HttpClient> configure)
        where TApi : class =>
        services.AddRefitGeneratedClient<TApi>(SettingsOf(vendor, json)).ConfigureHttpClient(configure).AddVendorPipeline(vendor);

    /// <summary>Refit's settings for a vendor: its JSON types as they are declared, failures as <see cref="VendorException"/>.</summary>
    public static RefitSettings SettingsOf(Vendor vendor, IJsonTypeInfoResolver json) => new()
    {
        ContentSerializer = new SystemTextJsonContentSerializer(
            json is JsonSerializerContext context ? new JsonSerializerOptions(context.Options) : new JsonSerializerOptions { TypeInfoResolver = json }),
        DeserializationExceptionFactory = (_, error) => new(
            new VendorException(vendor, VendorFailure.Malformed, $"{vendor} answered with JSON of another shape.", error)),

        // The pipeline has made a VendorException of it.
        TransportExceptionFactory = (_, error, _) => error,
    };
}

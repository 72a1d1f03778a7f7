using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Reads a parameter from the JSON body of the request, by the app's <see cref="JsonSerializerOptions"/>; property names match whatever their case.</summary>
internal sealed class BodySource(ParameterInfo parameter)
{
    private readonly bool _nullable =
        parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    /// <summary>Reads the body.</summary>
    /// <exception cref="BadHttpRequestException">415 for another content type; 400 for a body that is not JSON of the parameter's type.</exception>
    public async ValueTask<object?> ReadAsync(HostFunctionContext invocation)
    {
        HttpRequest request = invocation.Http!.Request;
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be JSON, with the content type application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        JsonSerializerOptions json = invocation.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;
        object? value;
        try
        {
            value = await request.ReadFromJsonAsync(parameter.ParameterType, json, invocation.CancellationToken);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"The body is not valid JSON of the expected shape, at {exception.Path ?? "$"}.", StatusCodes.Status400BadRequest, exception);
        }

        return value is null && !_nullable
            ? throw new BadHttpRequestException("The body must not be null.", StatusCodes.Status400BadRequest)
            : value;
    }
}

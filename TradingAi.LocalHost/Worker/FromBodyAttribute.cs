using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds a parameter to the JSON body of the request, read with System.Text.Json.</summary>
/// <remarks>A body that is not JSON of the parameter's type answers 400, another content type 415.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromBodyAttribute : InputConverterAttribute
{
}

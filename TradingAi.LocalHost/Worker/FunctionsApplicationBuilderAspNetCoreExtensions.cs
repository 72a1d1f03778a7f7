using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>HTTP functions on ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets HTTP functions take an ASP.NET Core <c>HttpRequest</c> and return an <c>IActionResult</c> or <c>IResult</c>.</summary>
    /// <param name="builder">The builder.</param>
    public static void ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) =>
        builder.Services.AddMvcCore();
}

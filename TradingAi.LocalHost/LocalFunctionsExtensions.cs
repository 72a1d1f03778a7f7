using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;

namespace TradingAi.LocalHost;

/// <summary>What only this host offers, for tests that run an app in their own process.</summary>
public static class LocalFunctionsExtensions
{
    /// <summary>Takes the functions from this assembly instead of the entry assembly.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="assembly">The assembly that declares the functions.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder UseFunctions(this FunctionsApplicationBuilder builder, Assembly assembly)
    {
        builder.FunctionTypes = assembly.GetTypes;
        return builder;
    }

    /// <summary>Takes the functions from these classes alone.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="types">The classes that declare the functions.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder UseFunctions(this FunctionsApplicationBuilder builder, params Type[] types)
    {
        builder.FunctionTypes = () => types;
        return builder;
    }
}

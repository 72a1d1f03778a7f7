using Microsoft.AspNetCore.Http;
using TradingAi.LocalHost.Hosting;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Reads the HTTP side of an invocation.</summary>
public static class FunctionContextHttpExtensions
{
    /// <summary>The request and response of an HTTP function.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The context, or null if the function was not started by HTTP.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context) => ((HostFunctionContext)context).Http;
}

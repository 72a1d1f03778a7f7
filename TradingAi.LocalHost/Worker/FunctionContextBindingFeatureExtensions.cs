using TradingAi.LocalHost.Hosting;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Reads the result of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result of this invocation.</summary>
    /// <param name="context">The invocation.</param>
    /// <returns>The result, whose value middleware may replace.</returns>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => ((HostFunctionContext)context).Result;
}

using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace TradingAi.Simulators.Hosting;

/// <summary>
/// Around every call to a vendor: counts it, asks for the key, says in <c>Server-Timing: vendor;dur=…</c> how many milliseconds the
/// vendor took until its headers, and turns what no route knows into the vendor's error.
/// </summary>
internal sealed class VendorMiddleware(
    VendorCalls calls, SimulatorOptions options, TimeProvider time, IEnumerable<IVendorErrors> errors, ILogger<VendorMiddleware> logger) : IMiddleware
{
    private readonly Dictionary<Vendor, IVendorErrors> _errors = errors.ToDictionary(vendor => vendor.Vendor);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var route = context.Features.GetRequiredFeature<VendorRoute>();
        var started = time.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            var milliseconds = time.GetElapsedTime(started).TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);
            context.Response.Headers["Server-Timing"] = $"vendor;dur={milliseconds}";
            return Task.CompletedTask;
        });

        calls.Begin(route.Vendor, route.Operation);
        var status = 0;
        try
        {
            await AnswerAsync(context, next, _errors[route.Vendor]);
            status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left, or a fault cut the connection: nobody is there to answer.
        }
        finally
        {
            calls.End(route.Vendor, status);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, IVendorErrors vendor)
    {
        if (vendor.Authenticate(context.Request, options.Token) is { } unauthorized)
        {
            await unauthorized.ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            var status = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
            if (status == StatusCodes.Status500InternalServerError)
            {
                Log.Failed(logger, context.Request.Method, context.Request.Path, exception);
            }

            await vendor.Refuse(status).ExecuteAsync(context);
        }

        if (!context.Response.HasStarted && context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
        {
            await vendor.Refuse(context.Response.StatusCode).ExecuteAsync(context);
        }
    }
}

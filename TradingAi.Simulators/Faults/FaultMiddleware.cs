using Microsoft.AspNetCore.Http.Features;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Faults;

/// <summary>Does to a call what the rules in force say, as far as that needs no knowledge of the endpoint.</summary>
internal sealed class FaultMiddleware(
    FaultBook book, VendorCalls calls, Chance chance, LatencyProfile profile, TimeProvider time, IEnumerable<IVendorErrors> errors)
    : IMiddleware
{
    private readonly Dictionary<Vendor, IVendorErrors> _errors = errors.ToDictionary(vendor => vendor.Vendor);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var route = context.Features.GetRequiredFeature<VendorRoute>();
        var vendorErrors = _errors[route.Vendor];
        var faults = book.Hit(route);
        context.Features.Set(new CallFaults(route, faults, book, calls, chance, vendorErrors));

        // A vendor refuses what is over its quota at once; everything else takes its time first.
        if (book.Take(faults, calls.Now, 1, 0) is { } limit)
        {
            await vendorErrors.Refuse(StatusCodes.Status429TooManyRequests, limit).ExecuteAsync(context);
            return;
        }

        await Task.Delay(LatencyOf(route, faults), time, context.RequestAborted);
        if (Find(faults, rule => rule.Kind == FaultKind.Hang && !rule.DamagesBody) is not null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
        }
        else if (Find(faults, rule => rule.Kind == FaultKind.Status) is { } rule)
        {
            var detail = new RefusalDetail(RetryAfter: rule.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            await vendorErrors.Refuse(rule.Status ?? StatusCodes.Status503ServiceUnavailable, detail).ExecuteAsync(context);
        }
        else
        {
            await AnswerAsync(context, next, faults.Select(fault => fault.Rule).Where(damage => damage.DamagesBody).ToArray());
        }
    }

    private static FaultRule? Find(IReadOnlyList<ActiveFault> faults, Func<FaultRule, bool> condition) =>
        faults.Select(fault => fault.Rule).FirstOrDefault(condition);

    private TimeSpan LatencyOf(VendorRoute route, IReadOnlyList<ActiveFault> faults) =>
        Find(faults, rule => rule.Kind == FaultKind.Latency)?.LatencyMs is { } latency ? latency.Draw(chance) : profile.Draw(route);

    // Several faults of the body lie within each other, the first rule nearest to the endpoint.
    private async Task AnswerAsync(HttpContext context, RequestDelegate next, ReadOnlyMemory<FaultRule> damages)
    {
        if (damages.IsEmpty)
        {
            await next(context);
            return;
        }

        var original = context.Response.Body;
        var damaged = new DamagedBody(original, damages.Span[^1], context, time);
        context.Response.Body = damaged;
        context.Response.OnStarting(() =>
        {
            context.Response.ContentLength = null;
            return Task.CompletedTask;
        });
        try
        {
            await AnswerAsync(context, next, damages[..^1]);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            await damaged.CompleteAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = original;
        }
    }
}

using Microsoft.AspNetCore.Http.Features;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Faults;

/// <summary>
/// The faults that hit the call at hand, for what only an endpoint can do: the middleware has dealt with the others.
/// An endpoint gets it with <see cref="Of"/>.
/// </summary>
internal sealed class CallFaults(VendorRoute route, IReadOnlyList<ActiveFault> faults, FaultBook book, VendorCalls calls, Chance chance, IVendorErrors errors)
{
    /// <summary>The vendor and operation of the call.</summary>
    public VendorRoute Route => route;

    /// <summary>Whether Gemini's safety filter blocks the call.</summary>
    public bool Block => faults.Any(fault => fault.Rule.Kind == FaultKind.Block);

    /// <summary>How many nearest candidates a filtered query may examine; null for all.</summary>
    public int? FilterBudget => faults.Where(fault => fault.Rule.Kind == FaultKind.FilterBudget).Min(fault => fault.Rule.Candidates);

    /// <summary>The faults of the call.</summary>
    public static CallFaults Of(HttpContext context) => context.Features.GetRequiredFeature<CallFaults>();

    /// <summary>The vendor's error of a status.</summary>
    public Refusal Refuse(int status, string? message = null) => errors.Refuse(status, new RefusalDetail(message));

    /// <summary>Counts the tokens of the request; to be called once, as soon as they are known.</summary>
    /// <returns>Null if they fit under the token limits in force, else the 429 to answer.</returns>
    public Refusal? TakeTokens(long tokens)
    {
        calls.AddTokens(route.Vendor, tokens);
        return book.Take(faults, calls.Now, 0, tokens) is { } limit ? errors.Refuse(StatusCodes.Status429TooManyRequests, limit) : null;
    }

    /// <summary>The items of a list answer as they go out: duplicated and in another order where a fault says so.</summary>
    public IReadOnlyList<T> Arrange<T>(IReadOnlyList<T> items)
    {
        if (faults.Any(fault => fault.Rule.Kind == FaultKind.Duplicate))
        {
            items = [.. items.SelectMany(item => new[] { item, item })];
        }

        return faults.Any(fault => fault.Rule.Kind == FaultKind.Reorder) ? Reordered(items) : items;
    }

    // A shuffle may by chance change nothing, which would be no fault at all.
    private IReadOnlyList<T> Reordered<T>(IReadOnlyList<T> items)
    {
        var shuffled = chance.Shuffled(items);
        return shuffled.SequenceEqual(items) ? [.. items.Reverse()] : shuffled;
    }
}

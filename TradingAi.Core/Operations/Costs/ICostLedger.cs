using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What one call of a vendor is charged for.</summary>
/// <param name="Vendor">Who charges.</param>
/// <param name="Model">The model, where one was used; empty otherwise.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Operations">Operations, each upserted vector counted.</param>
public sealed record VendorUsage(Vendor Vendor, string Model, long InputTokens = 0, long OutputTokens = 0, long Operations = 0);

/// <summary>Prices what the vendors are used for, adds it up by user and UTC day, and holds it against the budgets.</summary>
public interface ICostLedger
{
    /// <summary>Prices a call and adds it to the day of its user and of all.</summary>
    /// <returns>What it cost, in US dollars.</returns>
    ValueTask<decimal> RecordAsync(UserId? user, VendorUsage usage, CancellationToken cancellationToken);

    /// <summary>Lets a call that costs money through while the day's budgets of its user and of all are not used up.</summary>
    /// <exception cref="VendorException">A budget is used up; <see cref="VendorFailure.OverBudget"/>, with the time until the next day.</exception>
    ValueTask EnsureWithinBudgetAsync(UserId? user, Vendor vendor, CancellationToken cancellationToken);
}

using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Costs;

/// <summary>
/// Prices calls by <see cref="PriceOptions"/> and adds them up, to the last digit. Costs are known when a call has ended, so
/// calls that run at the same time may together end a little over a budget; the next one is not made.
/// </summary>
internal sealed class CostLedger : ICostLedger
{
    private readonly PriceOptions _prices;
    private readonly BudgetOptions _budgets;
    private readonly IDailySpend _spend;
    private readonly CostTotals _totals;
    private readonly TimeProvider _time;
    private readonly Counter<double> _dollars;
    private readonly Counter<long> _operations;
    private readonly Histogram<long> _tokens;

    /// <summary>Creates the instruments <c>tradingai.cost</c>, <c>tradingai.vendor.operations</c> and <c>gen_ai.client.token.usage</c>.</summary>
    public CostLedger(
        IOptions<PriceOptions> prices, IOptions<BudgetOptions> budgets, IDailySpend spend, CostTotals totals, TimeProvider time, IMeterFactory meters)
    {
        (_prices, _budgets, _spend, _totals, _time) = (prices.Value, budgets.Value, spend, totals, time);
        var meter = meters.Create(VendorActivity.MeterName);
        _dollars = meter.CreateCounter<double>("tradingai.cost", "USD", "What vendors' calls cost.");
        _operations = meter.CreateCounter<long>("tradingai.vendor.operations", "{operation}", "Operations that vendors charge for, each upserted vector counted.");
        _tokens = meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of a call.");
    }

    public async ValueTask<decimal> RecordAsync(UserId? user, VendorUsage usage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var cost = _prices.CostOf(usage);
        Measure(usage, cost);
        if (cost > 0)
        {
            _totals.Add(usage.Vendor, user, cost);
            await _spend.AddAsync(Today, user, cost, cancellationToken);
        }

        return cost;
    }

    public async ValueTask EnsureWithinBudgetAsync(UserId? user, Vendor vendor, CancellationToken cancellationToken)
    {
        var ofUser = user is null ? 0 : _budgets.PerUser;
        if (ofUser <= 0 && _budgets.InAll <= 0)
        {
            return;
        }

        var spent = await _spend.ReadAsync(Today, user, cancellationToken);
        if (ofUser > 0 && spent.ByUser >= ofUser)
        {
            throw UsedUp(vendor, "The user's budget of the day", ofUser);
        }

        if (_budgets.InAll > 0 && spent.InAll >= _budgets.InAll)
        {
            throw UsedUp(vendor, "The budget of the day", _budgets.InAll);
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private VendorException UsedUp(Vendor vendor, string which, decimal budget) => new(
        vendor, VendorFailure.OverBudget, string.Create(CultureInfo.InvariantCulture, $"{which}, ${budget:0.00##}, is used up."))
    {
        RetryAfter = Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - _time.GetUtcNow().UtcDateTime,
    };

    private void Measure(VendorUsage usage, decimal cost)
    {
        var vendor = usage.Vendor.ToString().ToLowerInvariant();
        _dollars.Add((double)cost, new KeyValuePair<string, object?>("vendor", vendor));
        if (usage.Operations > 0)
        {
            _operations.Add(usage.Operations, new KeyValuePair<string, object?>("vendor", vendor));
        }

        MeasureTokens(usage, "input", usage.InputTokens);
        MeasureTokens(usage, "output", usage.OutputTokens);
    }

    private void MeasureTokens(VendorUsage usage, string type, long tokens)
    {
        if (tokens > 0)
        {
            _tokens.Record(
                tokens,
                new("gen_ai.provider.name", usage.Vendor == Vendor.Gemini ? "gcp.gemini" : "voyage"),
                new("gen_ai.operation.name", usage.Vendor == Vendor.Gemini ? "chat" : "embeddings"),
                new("gen_ai.request.model", usage.Model),
                new("gen_ai.token.type", type));
        }
    }
}

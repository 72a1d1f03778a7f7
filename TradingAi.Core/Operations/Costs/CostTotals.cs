using System.Collections.Concurrent;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What this process has spent since it started, in US dollars.</summary>
public sealed class CostTotals
{
    private readonly ConcurrentDictionary<Vendor, decimal> _byVendor = new();
    private readonly ConcurrentDictionary<string, byte> _users = new(StringComparer.Ordinal);

    /// <summary>For all vendors.</summary>
    public decimal InAll => _byVendor.Values.Sum();

    /// <summary>How many users caused a cost.</summary>
    public int Users => _users.Count;

    /// <summary>For one vendor.</summary>
    public decimal Of(Vendor vendor) => _byVendor.GetValueOrDefault(vendor);

    internal void Add(Vendor vendor, UserId? user, decimal dollars)
    {
        _byVendor.AddOrUpdate(vendor, dollars, (_, before) => before + dollars);
        if (user is not null)
        {
            _users.TryAdd(user.Key, 0);
        }
    }
}

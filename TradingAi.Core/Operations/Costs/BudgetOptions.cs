using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Operations.Costs;

/// <summary>What may be spent in a UTC day, in US dollars; 0 is no limit.</summary>
public sealed class BudgetOptions
{
    /// <summary>For one user. Default 0.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "BUDGET_USD_PER_USER_PER_DAY must be an amount of 0 or more.")]
    [ConfigurationKeyName("BUDGET_USD_PER_USER_PER_DAY")]
    public decimal PerUser { get; set; }

    /// <summary>For all users and the service's own work together. Default 0.</summary>
    [Range(0.0, 1_000_000.0, ErrorMessage = "BUDGET_USD_PER_DAY must be an amount of 0 or more.")]
    [ConfigurationKeyName("BUDGET_USD_PER_DAY")]
    public decimal InAll { get; set; }
}

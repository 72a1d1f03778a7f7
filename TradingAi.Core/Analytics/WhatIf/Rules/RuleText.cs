using System.Globalization;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>Words that several rules share.</summary>
internal static class RuleText
{
    /// <summary>What leaving out trades by what went before them assumes.</summary>
    public const string Rest = "Every other trade is assumed to have gone as it did. Trades before the range count as what went before.";

    /// <summary>What scaling assumes.</summary>
    public const string Scaling = "Result, initial risk and commissions are scaled along with the size, in fractions of a share or contract where need be.";

    /// <summary>A rule's value, as it was given.</summary>
    public static string Number(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}

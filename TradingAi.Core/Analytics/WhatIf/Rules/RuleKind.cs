using System.Globalization;

namespace TradingAi.Core.Analytics.WhatIf.Rules;

/// <summary>A kind of rule that can be asked for.</summary>
public sealed class RuleKind
{
    private readonly Func<decimal, IRule> _create;

    internal RuleKind(string name, string meaning, decimal most, bool isWhole, Func<decimal, IRule> create) =>
        (Name, Meaning, Most, IsWhole, _create) = (name, meaning, most, isWhole, create);

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<RuleKind> All { get; } = RuleCatalog.Create();

    /// <summary>The names of all kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(k => k.Name)];

    /// <summary>Its name on the wire.</summary>
    public string Name { get; }

    /// <summary>What the rule does, and what its value is.</summary>
    public string Meaning { get; }

    /// <summary>The largest value.</summary>
    public decimal Most { get; }

    /// <summary>True where the value is a whole number.</summary>
    public bool IsWhole { get; }

    /// <summary>What values there can be, in words.</summary>
    public string Accepted => string.Create(
        CultureInfo.InvariantCulture, $"{(IsWhole ? "a whole number from 1" : "a number over 0")} {(IsWhole ? "to" : "and up to")} {Most}");

    /// <summary>Finds a kind by its name.</summary>
    public static RuleKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>True for a value that the rule can have.</summary>
    public bool Accepts(decimal value) => value > 0 && value <= Most && (!IsWhole || value == decimal.Truncate(value));

    /// <summary>The rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It cannot have the value.</exception>
    internal IRule Create(decimal value) =>
        Accepts(value) ? _create(value) : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Name} takes {Accepted}.");
}

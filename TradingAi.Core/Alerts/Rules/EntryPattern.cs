namespace TradingAi.Core.Alerts.Rules;

/// <summary>A finding that an entry can be held against.</summary>
/// <param name="Dimension">What the finding divides trades by.</param>
/// <param name="Key">The side it is about.</param>
/// <param name="Direction"><c>positive</c> or <c>negative</c>.</param>
/// <param name="Text">The finding in words.</param>
/// <param name="Refs">The latest of its trades.</param>
public sealed record EntryPattern(string Dimension, string Key, string Direction, string Text, IReadOnlyList<string> Refs);

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>What kind of token it is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A word: an identifier, an operator or a literal, by its place.</summary>
    Word,

    /// <summary>A string without its quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A comparison, parenthesis or comma.</summary>
    Symbol,

    /// <summary>The end of the filter.</summary>
    End,
}

/// <summary>A token of a filter.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
/// <param name="Position">Where it begins, from 0.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this keyword, in any case.</summary>
    public bool Is(string keyword) => Kind == FilterTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == FilterTokenKind.Symbol && Text == symbol;
}

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>Takes a filter apart into tokens.</summary>
internal static class FilterLexer
{
    private static readonly string[] s_symbols = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ","];

    /// <summary>The tokens of a filter, an <see cref="FilterTokenKind.End"/> last.</summary>
    /// <exception cref="UpstashException">A character has no place in a filter, or a string has no end.</exception>
    public static IReadOnlyList<FilterToken> Tokens(string filter)
    {
        List<FilterToken> tokens = [];
        var at = 0;
        while (true)
        {
            while (at < filter.Length && char.IsWhiteSpace(filter[at]))
            {
                at++;
            }

            var token = Next(filter, at, out var end);
            tokens.Add(token);
            if (token.Kind == FilterTokenKind.End)
            {
                return tokens;
            }

            at = end;
        }
    }

    private static FilterToken Next(string filter, int at, out int end)
    {
        end = at;
        if (at == filter.Length)
        {
            return new FilterToken(FilterTokenKind.End, "the end", at);
        }

        var first = filter[at];
        if (first is '\'' or '"')
        {
            end = filter.IndexOf(first, at + 1) + 1;
            return end > 0
                ? new FilterToken(FilterTokenKind.Text, filter[(at + 1)..(end - 1)], at)
                : throw FilterParser.Invalid("a string has no end", at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            end = EndOf(filter, at, character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '[' or ']' or '#' or '-');
            return new FilterToken(FilterTokenKind.Word, filter[at..end], at);
        }

        if (char.IsAsciiDigit(first) || first is '-' or '+' or '.')
        {
            end = EndOf(filter, at + 1, character => char.IsAsciiLetterOrDigit(character) || character is '.' or '+' or '-');
            return new FilterToken(FilterTokenKind.Number, filter[at..end], at);
        }

        var symbol = Array.Find(s_symbols, candidate => filter.AsSpan(at).StartsWith(candidate))
            ?? throw FilterParser.Invalid($"unexpected character '{first}'", at);
        end = at + symbol.Length;
        return new FilterToken(FilterTokenKind.Symbol, symbol, at);
    }

    private static int EndOf(string filter, int at, Func<char, bool> belongs)
    {
        while (at < filter.Length && belongs(filter[at]))
        {
            at++;
        }

        return at;
    }
}

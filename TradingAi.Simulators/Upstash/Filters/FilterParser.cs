using System.Globalization;

namespace TradingAi.Simulators.Upstash.Filters;

/// <summary>
/// Parses the filter language: <c>or := and (OR and)*</c>, <c>and := operand (AND operand)*</c>, <c>operand := ( or ) | comparison</c>.
/// Keywords are read in any case.
/// </summary>
internal sealed class FilterParser
{
    // Deeper nesting is nobody's intention, and the parser recurses.
    private const int Deepest = 100;

    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(IReadOnlyList<FilterToken> tokens) => _tokens = tokens;

    private FilterToken Current => _tokens[_at];

    /// <summary>Parses a filter.</summary>
    /// <returns>The filter, or null where the text is empty, which filters nothing.</returns>
    /// <exception cref="UpstashException">It cannot be understood; the message says where.</exception>
    public static IFilter? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parser = new FilterParser(FilterLexer.Tokens(text));
        var filter = parser.Or();
        return parser.Current.Kind == FilterTokenKind.End ? filter : throw parser.Unexpected("AND, OR or the end");
    }

    /// <summary>The error of a filter that cannot be understood.</summary>
    public static UpstashException Invalid(string reason, int position) =>
        UpstashException.Bad($"Invalid filter: {reason} at position {position}");

    private IFilter Or()
    {
        List<IFilter> operands = [And()];
        while (Skip("OR"))
        {
            operands.Add(And());
        }

        return operands is [var only] ? only : new AnyFilter(operands);
    }

    private IFilter And()
    {
        List<IFilter> operands = [Operand()];
        while (Skip("AND"))
        {
            operands.Add(Operand());
        }

        return operands is [var only] ? only : new AllFilter(operands);
    }

    private IFilter Operand()
    {
        if (!SkipSymbol("("))
        {
            return Comparison();
        }

        if (++_depth > Deepest)
        {
            throw Invalid("parentheses are nested too deeply", Current.Position);
        }

        var filter = Or();
        _depth--;
        Expect(")");
        return filter;
    }

    private IFilter Comparison()
    {
        // HAS is a field's name unless FIELD follows.
        if (Current.Is("HAS") && (_tokens[_at + 1].Is("FIELD") || _tokens[_at + 1].Is("NOT")))
        {
            _at++;
            var wanted = !Skip("NOT");
            return Skip("FIELD") ? new FieldFilter(Path(), wanted) : throw Unexpected("FIELD");
        }

        var path = Path();
        if (Current.Kind == FilterTokenKind.Symbol && Comparisons.TryParse(Current.Text, out var comparison))
        {
            _at++;
            return comparison is Comparisons.Kind.Equal or Comparisons.Kind.NotEqual
                ? new EqualityFilter(path, [Literal()], comparison == Comparisons.Kind.Equal)
                : new OrderFilter(path, comparison, Number());
        }

        var positive = !Skip("NOT");
        return Skip("GLOB") ? new GlobFilter(path, new GlobPattern(Text()), positive)
            : Skip("IN") ? new EqualityFilter(path, Literals(), positive)
            : Skip("CONTAINS") ? new ContainsFilter(path, Literal(), positive)
            : throw Unexpected(positive ? "an operator" : "GLOB, IN or CONTAINS");
    }

    private List<FilterLiteral> Literals()
    {
        Expect("(");
        List<FilterLiteral> literals = [Literal()];
        while (SkipSymbol(","))
        {
            literals.Add(Literal());
        }

        Expect(")");
        return literals;
    }

    private FieldPath Path() =>
        Current.Kind == FilterTokenKind.Word ? FieldPath.Parse(Next()) : throw Unexpected("a field");

    private FilterLiteral Literal() => Current switch
    {
        { Kind: FilterTokenKind.Text } => new FilterLiteral(Next().Text, null),
        { Kind: FilterTokenKind.Number } => new FilterLiteral(null, Number()),
        var token when token.Is("true") || token.Is("false") => new FilterLiteral(null, Next().Is("true") ? 1 : 0),
        _ => throw Unexpected("a literal"),
    };

    private string Text() => Current.Kind == FilterTokenKind.Text ? Next().Text : throw Unexpected("a string");

    private double Number() =>
        Current.Kind == FilterTokenKind.Number
        && double.TryParse(Current.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? Advance(number)
            : throw Unexpected("a number");

    private double Advance(double number)
    {
        _at++;
        return number;
    }

    private FilterToken Next() => _tokens[_at++];

    private bool Skip(string keyword)
    {
        var found = Current.Is(keyword);
        _at += found ? 1 : 0;
        return found;
    }

    private bool SkipSymbol(string symbol)
    {
        var found = Current.IsSymbol(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    private void Expect(string symbol)
    {
        if (!SkipSymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    private UpstashException Unexpected(string expected) => Invalid($"expected {expected}, found {Current.Text}", Current.Position);
}

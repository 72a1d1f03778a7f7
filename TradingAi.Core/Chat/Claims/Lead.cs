using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// What the lines before a statement speak of: the heading above it, the sentences before it in its paragraph, the header of its table.
/// Statements are told one after the other.
/// </summary>
internal sealed partial class Lead
{
    private IReadOnlyList<GroupLabel> _heading = [];
    private IReadOnlyList<GroupLabel> _paragraph = [];
    private IReadOnlyList<IReadOnlyList<GroupLabel>>? _columns;
    private bool _isFilled;
    private bool _isWithinLine;

    /// <summary>What a statement that comes next may lean on.</summary>
    /// <param name="statement">The statement.</param>
    public IReadOnlyList<GroupLabel> For(string statement) =>
        _isWithinLine || !IsItem().IsMatch(statement) ? [.. _paragraph, .. _heading.Where(h => !_paragraph.Any(p => p.Dimension == h.Dimension))] : _heading;

    /// <summary>The header's labels over a place of a table's row; none elsewhere.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">Where in it.</param>
    public IReadOnlyList<GroupLabel> ColumnAt(string row, int place) =>
        _columns is { } columns && IsRow().IsMatch(row) && CellOf(row, place) is var cell && cell < columns.Count ? columns[cell] : [];

    /// <summary>Takes note of a statement.</summary>
    /// <param name="statement">The statement, its citations blanked.</param>
    /// <param name="labels">The groups that it names.</param>
    /// <param name="last">What it speaks of at its end.</param>
    /// <param name="isFilled">True where it states a figure.</param>
    public void Add(string statement, IReadOnlyList<GroupLabel> labels, IReadOnlyList<GroupLabel> last, bool isFilled)
    {
        var isLine = !_isWithinLine && statement.EndsWith('\n');
        _isWithinLine = !statement.EndsWith('\n');
        if (IsRow().IsMatch(statement))
        {
            _columns ??= [.. Enumerable.Range(0, statement.Count(c => c == '|') + 1).Select(cell => labels.Where(l => CellOf(statement, l.Start) == cell).ToList())];
            return;
        }

        _columns = null;
        if (statement.AsSpan().Trim().Length == 0)
        {
            _paragraph = [];
        }
        else if (isLine && !isFilled && IsHeading().IsMatch(statement))
        {
            (_heading, _paragraph, _isFilled) = (last.Count > 0 && labels.Count > 0 ? [.. labels] : [], [], false);
        }
        else
        {
            // A paragraph that follows what stood under a heading stands by itself.
            if (_isFilled && _paragraph.Count == 0 && isLine && !IsItem().IsMatch(statement))
            {
                _heading = [];
            }

            _isFilled |= isFilled;
            _paragraph = IsItem().IsMatch(statement) && !_isWithinLine ? [] : last;
        }
    }

    private static int CellOf(string row, int place) => row.AsSpan(0, place).Count('|');

    [GeneratedRegex(@"^\s*\|", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsRow();

    [GeneratedRegex(@"^\s*(?:[-*•+]|\d{1,2}[.)])\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsItem();

    [GeneratedRegex(@"^\s*(?:#{1,6}\s|(?:[-*•+]\s+)?(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$)|:(?:\*\*|__)?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsHeading();
}

using System.Text.RegularExpressions;

namespace TradingAi.Core.Chat.Claims;

/// <summary>
/// Tells which groups each number of a statement is said of. A group named right behind a number is its own ("58% on longs"); or else the
/// ones named since the number before ("longs 58%, shorts 41%"); or else those of the number before it, of the sentences before, of the heading.
/// "In all" and "the others" end what was spoken of.
/// </summary>
internal sealed partial class Subjects
{
    private readonly string _text;
    private readonly IReadOnlyList<GroupLabel> _labels;
    private readonly Dictionary<int, Subject> _ofNumbers = [];
    private readonly Dictionary<int, int> _numberBefore = [];

    /// <summary>Reads a statement.</summary>
    /// <param name="text">The statement, its citations blanked.</param>
    /// <param name="labels">The groups that it names, in order.</param>
    /// <param name="numbers">Its numbers that are figures, in order.</param>
    /// <param name="carried">What was spoken of before.</param>
    /// <param name="columnOf">The labels of a table's column at a place; none outside of tables.</param>
    public Subjects(string text, IReadOnlyList<GroupLabel> labels, IReadOnlyList<Claim> numbers, IReadOnlyList<GroupLabel> carried, Func<int, IReadOnlyList<GroupLabel>> columnOf)
    {
        _text = text;
        _labels = labels;
        var last = carried;
        for (var n = 0; n < numbers.Count; n++)
        {
            var (from, to) = (n == 0 ? 0 : numbers[n - 1].End, n + 1 < numbers.Count ? numbers[n + 1].Start : text.Length);
            var behind = Behind(numbers[n], to);
            if (behind.Count == 0 && n + 1 < numbers.Count && IsPartOf().IsMatch(text[numbers[n].End..Math.Max(to, numbers[n].End)]))
            {
                behind = Behind(numbers[n + 1], n + 2 < numbers.Count ? numbers[n + 2].Start : text.Length);
            }

            foreach (var label in behind.Take(1))
            {
                _numberBefore[label.Start] = numbers[n].Start;
            }

            var subject = SubjectOf(numbers[n], (from, to), behind, columnOf(numbers[n].Start), last, isFirst: n == 0);
            _ofNumbers[numbers[n].Start] = subject;
            last = [.. subject.Direct, .. subject.Carried];
        }

        // What is named behind the last number is spoken of next.
        List<GroupLabel> rest = [.. labels.Where(l => l.Start >= (numbers.Count == 0 ? 0 : numbers[^1].End) && !l.IsAside && l.Dimension is not (GroupLabel.Dates or GroupLabel.Hours))];
        Last = [.. rest, .. last.Where(l => l.Dimension is not (GroupLabel.Dates or GroupLabel.Hours) && !rest.Exists(r => r.Dimension == l.Dimension))];
    }

    /// <summary>What is spoken of at the end.</summary>
    public IReadOnlyList<GroupLabel> Last { get; }

    /// <summary>What the number at a place is said of.</summary>
    public Subject Of(int start) => _ofNumbers.GetValueOrDefault(start, Subject.None);

    /// <summary>Where the number is that a label at a place stands right behind; null where it does behind none.</summary>
    public int? NumberBefore(int start) => _numberBefore.TryGetValue(start, out var number) ? number : null;

    private Subject SubjectOf(Claim number, (int From, int To) gap, List<GroupLabel> behind, IReadOnlyList<GroupLabel> column, IReadOnlyList<GroupLabel> last, bool isFirst)
    {
        var (direct, carried) = (new List<GroupLabel>(), new List<GroupLabel>());
        foreach (var dimension in _labels.Concat(column).Concat(last).Select(l => l.Dimension).Distinct())
        {
            List<GroupLabel> own = [.. behind.Where(l => l.Dimension == dimension)];

            // "58% on longs, shorts 41%": the one right behind the number before is that number's.
            List<GroupLabel> run = [.. _labels.Where(l => l.Dimension == dimension && l.Start >= gap.From && l.End <= number.Start && !_numberBefore.ContainsKey(l.Start))];
            List<GroupLabel> before = [.. last.Where(l => l.Dimension == dimension)];
            if (before.Count > 0 && before.TrueForAll(l => _labels.Contains(l) && _numberBefore.ContainsKey(l.Start)))
            {
                // "120 longs and 75 shorts, winning 58%": those that have their numbers are all spoken of.
                before = [.. _labels.Where(l => l.Dimension == dimension && l.End <= number.Start)];
            }

            if (own.Count > 0 && own[0].IsSure)
            {
                direct.AddRange(own);
                continue;
            }

            if (IsEnded().IsMatch(_text[(run.Count > 0 ? run[^1].End : gap.From)..number.Start]) || IsOfAll().IsMatch(_text[number.End..]))
            {
                continue;
            }

            if (run.Count > 0)
            {
                var isMeant = run.Exists(l => !l.IsAside) || IsRightBefore().IsMatch(_text[run[^1].End..number.Start]);
                var isDirect = isMeant && !IsApart().IsMatch(_text[run[^1].End..number.Start]);
                (isDirect ? direct : carried).AddRange(isMeant ? own.Concat(run) : own.Concat(run).Concat(before));
            }
            else if (column.Any(l => l.Dimension == dimension))
            {
                direct.AddRange(column.Where(l => l.Dimension == dimension));
            }
            else
            {
                carried.AddRange(own);
                carried.AddRange(before.Count > 0 || !isFirst ? before : Later(dimension, number.End, gap.To));
            }
        }

        return new Subject(direct, [.. carried.Where(l => !direct.Exists(d => d.Dimension == l.Dimension))]);
    }

    // "58% is what your longs win": nothing was named before the first number.
    private IEnumerable<GroupLabel> Later(string dimension, int end, int to)
    {
        var clause = EndOfClause().Match(_text, end, Math.Max(0, to - end)) is { Success: true } stop ? stop.Index : to;
        return _labels.Where(l => l.Dimension == dimension && l.Start >= end && l.End <= clause);
    }

    // The labels right behind a number or among the words of its noun ("75 short trades"), those joined by "and" with them.
    private List<GroupLabel> Behind(Claim number, int to)
    {
        var found = new List<GroupLabel>();
        var end = number.End;
        foreach (var label in _labels.Where(l => l.Start >= number.Start && l.End <= Math.Max(to, number.End) && !l.IsAside))
        {
            var joins = found.Count == 0 ? Joined() : Next();
            if (label.Start > end && !joins.IsMatch(_text[end..label.Start]))
            {
                break;
            }

            found.Add(label);
            end = Math.Max(end, label.End);
        }

        return found;
    }

    [GeneratedRegex(@"^\)?(?:\s+(?!(?:and|but|while|than|whereas|versus|vs|against|as|is|are|was|were|which|with)\b)[\w’'&]+){0,6}?\s+(?:on|in|for|of|from|among|when|across|by|at|over)\s+(?:(?:you|your|the|all|those|go|going|were|are|trade|trading|a|being)\s+){0,3}[“""‘'*_]*$|^\s+[“""‘'*_]*$|^[\w\s]{0,30}\((?:on|for)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^s?[”""’'*_]*,?\s*(?:(?:and|or|&|plus|/|on|in|for|your|the|trades?|side|positions?|entries)\s*){0,4}[“""‘'*_]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Next();

    [GeneratedRegex(@"\b(?:overall|in\s(?:total|all|general|fact)|total(?!\sof)|altogether|combined|together|all\s(?:your\s)?(?:closed\s)?trades|whole|entire|everything|journal|account|both|usual|others?|rest|remaining|otherwise|elsewhere|else|opposite)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsEnded();

    [GeneratedRegex(@"^(?:\s+[\w’'&]+){0,4}?\s+(?:overall|in\s(?:total|all|general)|altogether|combined|together|on\sthe\s(?:others?|rest)|(?:of|over|across)\s(?:all|both)\b|elsewhere)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsOfAll();

    [GeneratedRegex(@"^[”""’'*_s]*\s*(?:[(:]|at|,?\s*(?:which|who)\s\w+)?\s*[-$€£¥]?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsRightBefore();

    // "58% of 120 long trades".
    [GeneratedRegex(@"^\s+of\s+(?:your|the|all|those|these)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsPartOf();

    // The end of a sentence; "less than your usual".
    [GeneratedRegex(@"[.!?][)”""’*]*\s|\b(?:than|against|versus|vs|compared|from|below|above)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsApart();

    [GeneratedRegex(@"[.!?;][)”""’*]*\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EndOfClause();
}

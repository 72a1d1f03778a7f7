using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>A claim, and whether what it cites supports it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="IsSupported">Whether.</param>
internal readonly record struct Verdict(Claim Claim, bool IsSupported);

/// <summary>Holds the statements of one answer, in their order, against what was supplied.</summary>
/// <param name="grounding">The facts and passages.</param>
/// <param name="asked">The question, and whatever else the user said with it.</param>
internal sealed class StatementCheck(Grounding grounding, string asked)
{
    private readonly SymbolNames _names = new(grounding, asked);
    private readonly GroupLabels _groups = new(grounding.Facts.Concat(grounding.Background));
    private readonly Lead _lead = new();
    private Asked? _asked;

    /// <summary>Takes note of a statement that was checked before: those that follow may lean on it.</summary>
    public void Pass(string statement) => Read(statement, (_, _, _) => false);

    /// <summary>The claims of one statement, in order.</summary>
    public IEnumerable<Verdict> Check(string statement)
    {
        var (pieces, subjects) = Read(statement, IsCondition);
        var said = "";
        for (var n = 0; n < pieces.Count; n++)
        {
            foreach (var verdict in Check(pieces[n], said, subjects, pieces))
            {
                yield return verdict;
            }

            said += pieces[n].Segment.Text;
        }
    }

    private (IReadOnlyList<Piece> Pieces, Subjects Subjects) Read(string statement, Func<Piece, NumberClaim, string, bool> isCondition)
    {
        var pieces = new List<Piece>();
        var (said, figures) = ("", new List<Claim>());
        foreach (var segment in Statement.SegmentsOf(statement))
        {
            var piece = new Piece(segment, ClaimReader.Read(segment.Text, _names), new Lazy<Evidence>(() => new Evidence(grounding, segment.Cited, _groups)));
            pieces.Add(piece);
            var before = said;
            figures.AddRange(piece.Claims.OfType<NumberClaim>().Where(c => c.Year is null && !isCondition(piece, c, before)).Select(c => c with { Start = c.Start + segment.Start }));
            said += segment.Text;
        }

        var bare = Citations.Blank(statement);
        var labels = _groups.Read(bare, pieces.SelectMany(p => p.Claims.Select(c => c with { Start = c.Start + p.Segment.Start })));
        var subjects = new Subjects(bare, labels, figures, _lead.For(bare), place => _lead.ColumnAt(bare, place));
        _lead.Add(bare, labels, subjects.Last, figures.Count > 0);
        return (pieces, subjects);
    }

    private IEnumerable<Verdict> Check(Piece piece, string said, Subjects subjects, IReadOnlyList<Piece> pieces)
    {
        if (piece.Claims.Count == 0)
        {
            yield break;
        }

        var (segment, evidence) = (piece.Segment, piece.Evidence.Value);
        var around = said + segment.Text;
        List<NumberClaim> numbers = [.. piece.Claims.OfType<NumberClaim>()];

        // A condition's number ("longer than 2 days") takes no figure's name from the value behind it.
        var values = numbers.FindAll(n => !IsCondition(piece, n, said) || evidence.Values(n, new Saying(null, said + segment.Text[..n.Start], around, Subject.None)));
        var labels = FigureLabels.Of(segment.Text, values, [.. numbers.Except(values)]);
        var figures = numbers.Exists(n => !IsCondition(piece, n, said));
        var symbols = piece.Claims.OfType<SymbolClaim>().Where(s => EvidenceOf(s) == evidence).ToList();
        var isOfOthers = symbols.Count > 0 && !symbols.Exists(s => evidence.Holds(s.Symbol) || (!figures && AskedFor.Names(s)));
        foreach (var claim in piece.Claims)
        {
            var own = claim is NumberClaim ? evidence : EvidenceOf(claim);
            yield return new Verdict(claim, claim switch
            {
                NumberClaim number => Saying(number) is var saying
                    && ((evidence.Mentions(number, saying) && !isOfOthers)
                        || AskedFor.IsCondition(number, saying.Before)
                        || (!isOfOthers && evidence.Values(number, saying))
                        || IsCountOfCited(number, segment)),
                TimeClaim time => own.Holds(time.Time) || AskedFor.Names(time),
                DateClaim date => own.Holds(date.Date) || (!figures && AskedFor.Names(date)) || (date.Date.Weekday is not null && segment.Cited.Count == 0),
                SymbolClaim symbol => own.Holds(symbol.Symbol) || (!figures && AskedFor.Names(symbol)),
                _ => false,
            });
        }

        Saying Saying(NumberClaim number) =>
            new(labels.GetValueOrDefault(number), said + segment.Text[..number.Start], around, subjects.Of(segment.Start + number.Start));

        // "$500 [F1] on NVDA and $300 [F2] on TSLA": a name right behind a number is held against what that number cites.
        Evidence EvidenceOf(Claim claim) =>
            subjects.NumberBefore(segment.Start + claim.Start) is { } place ? pieces.Last(p => p.Segment.Start <= place).Evidence.Value : evidence;
    }

    private bool IsCondition(Piece piece, NumberClaim number, string said) =>
        said + piece.Segment.Text[..number.Start] is var before && (piece.Evidence.Value.IsCondition(number, before, said + piece.Segment.Text) || AskedFor.IsCondition(number, before));

    private Asked AskedFor => _asked ??= new Asked(asked, _names);

    // "These three trades [S1] [S2] [S3]".
    private static bool IsCountOfCited(NumberClaim number, Segment segment) =>
        char.IsAsciiLetter(number.Written[0]) && number.Readings.Any(r => r.Value == segment.Cited.Count);

    private sealed record Piece(Segment Segment, IReadOnlyList<Claim> Claims, Lazy<Evidence> Evidence);
}

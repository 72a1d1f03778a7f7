using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>A claim, and whether what it cites supports it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="IsSupported">Whether.</param>
internal readonly record struct Verdict(Claim Claim, bool IsSupported);

/// <summary>Holds statements against what was supplied.</summary>
/// <param name="grounding">The facts and passages.</param>
/// <param name="asked">The question, and whatever else the user said with it.</param>
internal sealed class StatementCheck(Grounding grounding, string asked)
{
    private static readonly Subject s_nothing = new(new HashSet<string>(), new HashSet<DayOfWeek>());

    private readonly SymbolNames _names = new(grounding, asked);
    private Asked? _asked;

    /// <summary>The claims of one statement, in order.</summary>
    public IEnumerable<Verdict> Check(string statement)
    {
        var subject = s_nothing;
        var said = "";
        foreach (var segment in Statement.SegmentsOf(statement))
        {
            var claims = ClaimReader.Read(segment.Text, _names);
            if (claims.Count > 0)
            {
                var evidence = new Evidence(grounding, segment.Cited);
                subject = SubjectOf(claims, subject);
                foreach (var verdict in Check(segment, claims, evidence, subject, said))
                {
                    yield return verdict;
                }
            }

            said += segment.Text;
        }
    }

    private IEnumerable<Verdict> Check(Segment segment, IReadOnlyList<Claim> claims, Evidence evidence, Subject subject, string said)
    {
        var around = said + segment.Text;
        List<NumberClaim> numbers = [.. claims.OfType<NumberClaim>()];

        // A condition's number ("longer than 2 days") takes no figure's name from the value behind it.
        var values = numbers.Where(n => !IsCondition(n) || evidence.Values(n, null, Before(n), around, s_nothing));
        var labels = FigureLabels.Of(segment.Text, values);
        var figures = numbers.Exists(n => !IsCondition(n));
        var symbols = claims.OfType<SymbolClaim>().ToList();
        var isOfOthers = symbols.Count > 0 && !symbols.Exists(s => evidence.Holds(s.Symbol) || (!figures && AskedFor.Names(s)));
        foreach (var claim in claims)
        {
            yield return new Verdict(claim, claim switch
            {
                NumberClaim number => (evidence.Mentions(number, labels.GetValueOrDefault(number), around) && !isOfOthers)
                    || AskedFor.IsCondition(number, Before(number))
                    || (!isOfOthers && evidence.Values(number, labels.GetValueOrDefault(number), Before(number), around, subject))
                    || IsCountOfCited(number, segment),
                TimeClaim time => evidence.Holds(time.Time) || AskedFor.Names(time),
                DateClaim date => evidence.Holds(date.Date) || (!figures && AskedFor.Names(date)) || (date.Date.Weekday is not null && segment.Cited.Count == 0),
                SymbolClaim symbol => evidence.Holds(symbol.Symbol) || (!figures && AskedFor.Names(symbol)),
                _ => false,
            });
        }

        bool IsCondition(NumberClaim number) => evidence.IsCondition(number) || AskedFor.IsCondition(number, Before(number));

        string Before(NumberClaim number) => said + segment.Text[..number.Start];
    }

    private Asked AskedFor => _asked ??= new Asked(asked, _names);

    // "These three trades [S1] [S2] [S3]".
    private static bool IsCountOfCited(NumberClaim number, Segment segment) =>
        char.IsAsciiLetter(number.Written[0]) && number.Readings.Any(r => r.Value == segment.Cited.Count);

    private static Subject SubjectOf(IReadOnlyList<Claim> claims, Subject before)
    {
        var symbols = claims.OfType<SymbolClaim>().Select(s => s.Symbol).ToHashSet(StringComparer.Ordinal);
        var weekdays = claims.OfType<DateClaim>().Select(d => d.Date.Weekday).OfType<DayOfWeek>().ToHashSet();
        return new Subject(symbols.Count > 0 ? symbols : before.Symbols, weekdays.Count > 0 ? weekdays : before.Weekdays);
    }
}

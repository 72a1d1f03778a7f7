namespace TradingAi.Core.Language.Questions;

/// <summary>One question while it is put together: cues and groups in the order of the words.</summary>
internal sealed partial class Draft
{
    private static readonly string[] s_tradeNouns = ["trade", "position", "deal", "entry"];
    private readonly Reading _reading;
    private readonly List<Span> _spans;
    private readonly ConditionAssembler _conditions;
    private readonly HashSet<int> _attached = [];
    private readonly HashSet<int> _usedNumbers = [];
    private readonly LatestRun? _latest;
    private readonly bool _isOpen;
    private PeriodLimit? _counted;

    /// <summary>Starts from what was recognized.</summary>
    public Draft(Reading reading)
    {
        (_reading, _spans) = (reading, reading.Spans);
        _conditions = new ConditionAssembler(reading);
        AttachNouns();
        _latest = Latest();
        _isOpen = IsOpen();
    }

    /// <summary>What stood in the way.</summary>
    public string? Problem { get; private set; }

    /// <summary>True where the question names a figure.</summary>
    public bool NamesFigure { get; private set; }

    /// <summary>True where it says what to do.</summary>
    public bool NamesOperation { get; private set; }

    /// <summary>True where it names an end ("the worst") and nothing that has ends.</summary>
    public bool BareSuperlative { get; private set; }

    /// <summary>True where it names a figure only as that by which to compare: "and by win rate".</summary>
    public bool NamesMeasure => NamesFigure && !NamesOperation && Has(Cue.By);

    /// <summary>The step to a neighbouring period, if it asks for one.</summary>
    public ShiftMeaning? Shift => _spans.Select(s => s.Meaning).OfType<ShiftMeaning>().FirstOrDefault();

    /// <summary>True where it asks for everything again, without the filters before.</summary>
    public bool Widens => Has(Cue.Overall);

    /// <summary>True where it says anything that can be answered.</summary>
    public bool HasContent => NamesFigure || NamesOperation || _conditions.HasAny;

    /// <summary>True where it speaks of the trades of the answer before: "what is my win rate on those".</summary>
    public bool PointsBack
    {
        get
        {
            var such = IndexOf(Cue.Such);
            return (such >= 0 && (_reading.Tokens[_spans[such].Start].Word is "of" or "them" || (_spans[such].Start > 0 && _reading.Tokens[_spans[such].Start - 1].Word == "of")
                    || !(such + 1 < _spans.Count && _spans[such + 1].Meaning is ConditionMeaning && _spans[such + 1].Start == _spans[such].End)))
                || SaysThere();
        }
    }

    /// <summary>True where it leans on the question before it.</summary>
    public bool Leans
    {
        get
        {
            var first = _spans.Count > 0 && _spans[0].Start <= 1 ? _spans[0].Meaning : null;
            var lead = first is CueMeaning { Cue: Cue.And or Cue.Follow or Cue.Same or Cue.Or or Cue.By }
                || (_spans.Count > 1 && first is CueMeaning { Cue: Cue.Negate or Cue.Only } && !NamesFigure && !NamesOperation);
            var bare = _spans is [{ Meaning: CueMeaning { Cue: Cue.HowMany or Cue.HowMuch } }];
            return _spans.Count > 0 && (lead || bare || Has(Cue.Same) || (!NamesFigure && !NamesOperation) || PointsBack);
        }
    }

    /// <summary>True where it names an end by size ("the biggest"), which of losses is another end than of gains.</summary>
    public bool NamesSize => Superlative() is { Cue: Cue.High or Cue.Low or Cue.Most or Cue.Fewest };

    /// <summary>True where it names an end of groups by their sign: "the biggest winning day".</summary>
    public bool NamesSign { get; private set; }

    /// <summary>What it points back to by name: "on that day".</summary>
    public Grouping? PointedAt
    {
        get
        {
            var at = _spans.FindIndex(s => s.Meaning is GroupMeaning && IsPointedAt(s));
            return at < 0 ? null : ((GroupMeaning)_spans[at].Meaning).Grouping;
        }
    }

    /// <summary>Refuses it.</summary>
    public void Refuse(string reason) => Problem ??= reason;

    /// <summary>Puts it together.</summary>
    public ParsedQuestion? Build()
    {
        var superlative = Superlative();
        var compare = IsComparison();
        var question = Has(Cue.Share) ? Share()
            : superlative is null && AsksLastTime() ? LastTime()
            : superlative is null && AsksWhenOfIt() ? TimeOfIt()
            : superlative is not null && !(IsExtremeFigure && Target(superlative.Value.Index) is null && Asked() is null) ? LeftOut(superlative.Value) ?? ExtremeAsked(superlative.Value)
            : IsExtremeFigure && Asked() is { } most && most != Grouping.Trade ? ExtremeOf(most)
            : AsksForList() ? List()
            : superlative is null && Asked() is { } asked && asked != Grouping.Trade && !IsComparison() && !Has(Cue.HowMany) ? GroupsAsked(asked)
            : Plain(superlative);
        NamesFigure |= Has(Cue.If);
        if (question is null)
        {
            Problem ??= "I could not put its parts together";
            return null;
        }

        question = OverLatest(question);
        var rest = !compare && superlative is null && Compares && question.Others.Count == 0 && !Has(Cue.If) ? OneAgainstRest() : [];
        var conditions = _conditions.Build(compare, out var sides);
        sides = rest.Count > 0 ? rest : sides;
        compare = sides.Count >= 2;
        Audit(question, compare);

        if (compare)
        {
            NamesOperation = true;
            question = question with { Operation = Operation.Compare, Sides = sides, Highest = HigherWins(question.Figure), Difference = Has(Cue.Difference) };
        }

        Problem ??= _conditions.Problem;
        return question with
        {
            Conditions = [.. question.Conditions, .. conditions],
            AsOf = _conditions.AsOf,
            Open = question.Open || _isOpen,
            WithoutCommissions = Has(Cue.WithoutCommissions),
            InMinutes = TellsUnit() && _reading.Tokens[^1].Word == "minutes",
            Hypothetical = question.Hypothetical || Has(Cue.Would) || Has(Cue.If) || Has(Cue.WithoutCommissions),
        };
    }
}

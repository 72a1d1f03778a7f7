namespace TradingAi.Core.Chat.Claims;

/// <summary>A text that may support claims: a passage, or what a fact was computed over.</summary>
internal sealed class EvidenceText
{
    private readonly string? _filter;
    private readonly Subjects _subjects;
    private readonly IReadOnlyList<Claim> _claims;
    private readonly IReadOnlyDictionary<NumberClaim, FigureLabel> _labels;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="groups">Finds the groups that it names.</param>
    /// <param name="isPassage">True for the trader's words, whose numbers mean what stands beside them; false for names and filters of facts.</param>
    /// <param name="filter">The name of the filter whose value it is; null where it is none's.</param>
    public EvidenceText(string text, GroupLabels groups, bool isPassage = false, string? filter = null)
    {
        _filter = filter;
        Text = text;
        IsPassage = isPassage;
        _claims = ClaimReader.Read(text);
        _labels = FigureLabels.Of(text, _claims.OfType<NumberClaim>(), []);
        _subjects = new Subjects(text, groups.Read(text, _claims), [.. _claims.OfType<NumberClaim>()], [], _ => []);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>True for the trader's words.</summary>
    public bool IsPassage { get; }

    /// <summary>Its dates.</summary>
    public IEnumerable<PartialDate> Dates => _claims.OfType<DateClaim>().Select(d => d.Date);

    /// <summary>Its times of day.</summary>
    public IEnumerable<TimeOnly> Times => _claims.OfType<TimeClaim>().Select(t => t.Time);

    /// <summary>
    /// True where it states a number: exactly, as a percentage only what it states as one, of another figure or group not, and a loss
    /// only as a loss. The number of a filter is stated only by who names the filter.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="said">How the statement says it.</param>
    public bool States(NumberClaim number, Saying said) => _claims.OfType<NumberClaim>().Any(own =>
        own.Readings.Any(o => number.Readings.Any(n => n.Value == o.Value || n.Value == HoursOf(o.Value, own.Unit, number.Unit)))
        && (!IsPassage || own.IsPercent == number.IsPercent)
        && (!own.IsNegative || number.IsNegative || !(own.IsMoney || number.IsMoney) || FactEvidence.SaysLoss(said.Around))
        && (said.Label is null || !_labels.TryGetValue(own, out var ownLabel) || said.Label.Meets(ownLabel))
        && said.Subject.Meets(_subjects.Of(own.Start))
        && (_filter is null || FilterNumbers.Repeats(_filter, Text, own, number, said)));

    /// <summary>How many hours a unit of time has; null for anything else.</summary>
    public static decimal? HoursIn(string? unit) => unit switch { "minutes" => 1 / 60m, "hours" => 1, "days" => 24, "weeks" => 24 * 7, _ => null };

    // "3 days" may stand where a filter says 72 hours.
    private static decimal? HoursOf(decimal own, string? ownUnit, string? unit) =>
        HoursIn(unit) is { } hours ? Math.Round(own * (HoursIn(ownUnit) ?? 1) / hours, 6) : null;
}

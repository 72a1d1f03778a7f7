using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>A cited fact as support of numbers: by its value, to the decimals written, in its own unit, sign and name.</summary>
internal sealed partial class FactEvidence
{
    private readonly Fact _fact;
    private readonly decimal? _value;

    /// <summary>Reads a fact.</summary>
    public FactEvidence(Fact fact)
    {
        _fact = fact;
        _value = fact.Value?.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(fact.Value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>True where a number in these surroundings is the fact's value.</summary>
    /// <param name="number">The number.</param>
    /// <param name="said">How the statement says it.</param>
    public bool States(NumberClaim number, Saying said) =>
        _value is { } value && HasSize(number, value, said.Before) && (said.Label?.Means(_fact.Figure) ?? true) && HasSign(number, value, said.Before, said.Around);

    /// <summary>True where the value is the hour of a time of day.</summary>
    public bool States(TimeOnly time) => _fact.Unit == "hour" && _value == time.Hour;

    /// <summary>True where a statement speaks of a loss.</summary>
    public static bool SaysLoss(string statement) => IsLoss().IsMatch(statement);

    private bool HasSize(NumberClaim number, decimal value, string before)
    {
        var size = Math.Abs(value);
        if (number.IsPercent)
        {
            return _fact.Unit == "fraction" && Agrees(number, before, size * 100);
        }

        return (number.IsMoney, _fact.Unit) switch
        {
            (true, not "currency") => false,
            (_, "fraction") => number.Unit is null && Agrees(number, before, size),
            (_, "hours" or "days") when EvidenceText.HoursIn(number.Unit) is { } hours => Agrees(number, before, size * (_fact.Unit == "days" ? 24 : 1) / hours),
            (_, "currency" or "ratio" or "R") when number.Unit is not null => number.Unit == _fact.Unit && Agrees(number, before, size),
            (_, "trades" or "days" or "hours" or "weeks" or "months" or "symbols" or "shares" or "contracts") when number.Unit is { } unit && unit != _fact.Unit =>
                unit == "positions" && _fact.Unit == "trades" && Agrees(number, before, size),
            _ => Agrees(number, before, size),
        };
    }

    // A loss of −500 reads "lost $500", and "−$500"; "$500" alone would be a gain.
    private bool HasSign(NumberClaim number, decimal value, string before, string around) =>
        value == 0 || (value < 0
            ? number.IsNegative || (IsLoss().IsMatch(around) && !GainedBefore().IsMatch(before))
            : _fact.Unit is not ("currency" or "R") || IsSize().IsMatch(_fact.Figure) || !(number.IsNegative || LostBefore().IsMatch(before)));

    // Half a unit of the last place written, and the doubles' own noise; or as far as "nearly" and "more than" reach.
    private static bool Agrees(NumberClaim number, string before, decimal stated) =>
        number.Readings.Any(r => Math.Abs(r.Value - stated) <= r.HalfUnit + (1e-9m * Math.Max(1, Math.Min(stated, 1e9m))) || Bound.Holds(r.Value, stated, number, before));

    [GeneratedRegex(@"\b(?:los[est]|loses|losing|loss(?:es)?|losers?|negative|minus|down|costs?|costing|red|drawdown|worse|worst|less|fewer|lower|lowest|dropp?|dropped|fell|fall|deficit|declined?|gave\sback|verl\w+|perd\w+|pert\w+|pérd\w+)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsLoss();

    [GeneratedRegex(@"\b(?:made|gained|earned|won|profit\sof|gain\sof|up)\s+(?:you\s+)?(?:about\s+|around\s+|a\s+total\s+of\s+|nearly\s+|almost\s+|over\s+|(?:more|less)\s+than\s+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex GainedBefore();

    [GeneratedRegex(@"\b(?:lost|losing|loss\sof|down|cost)\s+(?:you\s+)?(?:about\s+|around\s+|a\s+total\s+of\s+|nearly\s+|almost\s+|over\s+|(?:more|less)\s+than\s+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LostBefore();

    // Figures that are sizes by definition: a minus adds nothing to them.
    [GeneratedRegex("drawdown|risk|shortfall|commission|cost|notional|loss", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsSize();
}

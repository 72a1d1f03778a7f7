using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <content>Sides that are held against each other, and which of them wins.</content>
internal sealed partial class Draft
{
    private bool Compares => Has(Cue.Compare) || Has(Cue.More) || Has(Cue.Less) || Has(Cue.Versus) || Has(Cue.Difference) || Has(Cue.Rest);

    // "is my win rate higher on Mondays": against all other trades.
    private List<IReadOnlyList<Condition>> OneAgainstRest()
    {
        var candidates = _conditions.Kept.Where(k => k.Condition is not PeriodCondition).ToList();
        if (candidates.Count != 1 || _conditions.HasNegation)
        {
            return [];
        }

        _conditions.Remove(candidates[0].Span);
        return [[candidates[0].Condition], [new NotCondition([candidates[0].Condition])]];
    }

    private bool IsComparison()
    {
        var asks = Has(Cue.Compare) || Has(Cue.More) || Has(Cue.Less) || Has(Cue.Versus) || Has(Cue.Difference)
            || (Has(Cue.Or) && (Superlative() is { } end ? !IsOwned(end.Index) : Has(Cue.Which)));
        if (!asks)
        {
            return false;
        }

        // "which weekday is best on NVDA or AMD": the symbols are no sides where something else is asked for.
        var aim = Asked() ?? (Superlative() is { } superlative ? Target(superlative.Index) : null);
        var slots = _conditions.Kept.GroupBy(k => k.Condition is KeyCondition key ? key.Grouping.ToString() : k.Condition is AmountCondition a ? a.Measure.ToString() : k.Condition.Slot);
        return slots.Any(g => g.Count() > 1 && (aim is null || (g.First().Condition is KeyCondition named ? named.Grouping == aim : g.First().Condition is PeriodCondition && Groupings.IsCalendar(aim.Value))));
    }

    // "my longest hold tagged momentum or news": one trade is asked for, unless the sides stand apart: "my best side, long or short".
    private bool IsOwned(int superlative) => _spans[superlative].Start > 0 && _reading.Tokens[_spans[superlative].Start - 1].Word is "my"
        && !_reading.Tokens.Skip(_spans[superlative].End).Any(t => t.AfterPause);

    private bool HigherWins(string figure)
    {
        var lower = Has(Cue.Less);
        var worse = _reading.Tokens.Any(t => t.Word is "worse" or "weaker");
        var better = _reading.Tokens.Any(t => t.Word is "better" or "stronger");
        var definition = FigureCatalog.Get(figure);
        if (better || worse)
        {
            return definition.HigherIsBetter != worse;
        }

        if (Superlative() is { } superlative)
        {
            return superlative.Cue switch { Cue.Best => definition.HigherIsBetter, Cue.Worst => !definition.HigherIsBetter, Cue.Low or Cue.Fewest or Cue.Shortest => false, _ => true };
        }

        if (Has(Cue.More) || lower)
        {
            return lower == (Has(Cue.Lose) && !Has(Cue.Gain) && figure == "net_pnl");
        }

        return definition.HigherIsBetter;
    }
}

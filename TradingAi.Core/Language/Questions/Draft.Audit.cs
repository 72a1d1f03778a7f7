using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Questions;

/// <content>What would be lost without a word: then there is no answer rather than that of another question.</content>
internal sealed partial class Draft
{
    // A word that steers and found nothing to steer carries a meaning that would be lost.
    private void Audit(ParsedQuestion question, bool compare)
    {
        if (Has(Cue.Notes) || Has(Cue.Rules) || Has(Cue.Why))
        {
            Problem ??= "it asks for words rather than figures";
        }
        else if (Opposites.AreLeft(_reading))
        {
            Problem ??= "I tell figures with something or without it, one at a time";
        }
        else if (Compares && !compare && Superlative() is null && question.Others.Count == 0)
        {
            Problem ??= "I do not see what is to be compared with what";
        }
        else if (Superlative() is not null && !compare && (Has(Cue.More) || Has(Cue.Less) || Has(Cue.Difference) || question is { Operation: Operation.Share or Operation.Average, Within: null, Without: null }))
        {
            // "what percent of my trades on my worst day were shorts"
            Problem ??= "I do not see what the best or worst has to do with it";
        }
        else if (Has(Cue.By) && question is { Operation: Operation.Value, Others.Count: 0 } && !Groups().Any() && !Has<PerMeaning>() && _spans.Exists(s => s.Meaning is PeriodMeaning && s.Start > 0 && _reading.Tokens[s.Start - 1].Word == "by"))
        {
            // "P&L by 31 March"
            Problem ??= "I do not see whether all that came before is meant";
        }
        else if (question.Operation == Operation.Breakdown && _spans.TrueForAll(s => s.Meaning is GroupMeaning or CueMeaning { Cue: Cue.Which or Cue.What or Cue.And or Cue.Verb }))
        {
            Problem ??= "I do not see what is asked about the group";
        }
        else if (Has(Cue.Negate) && !_conditions.HasNegation && question.Without is null)
        {
            Problem ??= "I do not see what is to be left out";
        }
        else if ((Has(Cue.Last) || Has(Cue.First)) && question is { Latest: null, Operation: not Operation.List, Figure: not "max_drawdown_days" })
        {
            Problem ??= "I do not see how many of the latest trades are meant";
        }
        else if (Has(Cue.When) && question is { Operation: not Operation.Extreme, AnswerGroup: null })
        {
            Problem ??= "I can tell when only for the best, worst, first or last trade";
        }
        else if (Has<ThresholdMeaning>() && (question.Threshold is null || compare))
        {
            Problem ??= "I do not see which figure is to be held against that value";
        }
        else if (Has(Cue.Size) && !Has(Cue.Average) && question.Operation is Operation.Value && !question.Figure.Contains("notional", StringComparison.Ordinal))
        {
            Problem ??= "I do not see which size is meant";
        }
        else if (question.Figure is "symbol_count" or "playbook_count" or "tag_count" or "strategy_count" && !question.Open
            && (Has(Cue.Lose) || (Has(Cue.Gain) && HasWord("money", "profitable")) || _conditions.Kept.Any(k => k.Condition is AmountCondition { Measure: Measure.Pnl or Measure.Loss or Measure.Win })))
        {
            Problem ??= "I count what was traded, not what it made";
        }
        else if (question is { Operation: Operation.Breakdown, Within: null } && Asked() == question.Grouping && !SpeaksOfTrades(0, _reading.Tokens.Count)
            && _conditions.Kept.Any(k => k.Condition is AmountCondition { Measure: Measure.Pnl or Measure.Loss or Measure.Win }))
        {
            // "which playbooks lost more than 500": in all, not in a trade.
            Problem ??= "I do not pick groups by what they made in all";
        }
        else if (HasWord("days", "hours", "minutes") && TellsUnit() && FigureCatalog.Get(question.Figure).Unit is not ("hours" or "days"))
        {
            Problem ??= "I do not tell that figure in the unit asked for";
        }
        else if (question.Figure.StartsWith("max_consecutive_", StringComparison.Ordinal) && IsWithinFigure())
        {
            Problem ??= "I know how long a streak was, not what is in it";
        }
        else if (Has(Cue.Average) && (question.Figure.StartsWith("max_", StringComparison.Ordinal) || question.Figure.StartsWith("largest_", StringComparison.Ordinal)))
        {
            Problem ??= "I know the largest one, not an average";
        }
        else if (question is { Operation: Operation.Value, Others.Count: 0 } && Figures().Count(f => f != "net_pnl") > 1)
        {
            Problem ??= "it names two figures";
        }
        else if (compare && question.Others.Count > 0)
        {
            Problem ??= "I compare by one figure at a time";
        }
        else if (Enumerable.Range(0, _spans.Count).Any(i => _spans[i].Meaning is NumberMeaning && !_usedNumbers.Contains(i) && _latest?.Number != i))
        {
            Problem ??= "I do not see what the number stands for";
        }
        else if (Has(Cue.Per) && Conditioned(IndexOf(Cue.Per) + 1) is KeyCondition { Grouping: Grouping.Asset or Grouping.OptionType })
        {
            Problem ??= "I do not tell figures per share or contract";
        }
        else if (Has(Cue.Hold) && question.Operation is Operation.Average or Operation.Breakdown && !question.Figure.Contains("hold", StringComparison.Ordinal)
            && _spans.Exists(s => s.Meaning is PerMeaning or CueMeaning { Cue: Cue.Per }))
        {
            Problem ??= "I do not tell figures per time held";
        }
        else if (question is { Operation: Operation.List, Grouping: Grouping.Trade, Within: null } && Groups().Any(g => !IsIdle(g.Grouping)))
        {
            Problem ??= "I do not see what is asked about the group";
        }
        else if (question is { Operation: Operation.List, Ranked: false, AnswerGroup: null, Latest: null } && (Has(Cue.Last) || Has(Cue.First)) && !SpeaksOfLatestTrades())
        {
            Problem ??= "I do not see which trades are the latest ones";
        }
        else if (question.Open && _conditions.Kept.Any(k => k.Condition is PeriodCondition { Basis: Basis.Exit }))
        {
            Problem ??= "I know which positions are open now, not which were open then";
        }
    }

    // "…, in days"
    private bool TellsUnit()
    {
        var at = _reading.Tokens.Count - 1;
        return at > 0 && _reading.Tokens[at].Word is "days" or "hours" or "minutes" && _reading.Tokens[at - 1].Word == "in" && _reading.ClaimAt(at) is FillerMeaning;
    }

    // "what did I lose in my longest losing streak"
    private bool IsWithinFigure()
    {
        var at = _spans.FindIndex(s => s.Meaning is FigureMeaning);
        var before = at < 0 ? -1 : _spans[at].Start - 1;
        before -= before >= 0 && _reading.Tokens[before].Word is "my" or "the" or "that" or "this" ? 1 : 0;
        return before >= 0 && _reading.Tokens[before].Word is "in" or "during" or "within" or "on" or "after" or "before";
    }
}

using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Computes a parsed question and words its answer; declines what the journal does not cover.</summary>
internal sealed class Evaluator(JournalView view)
{
    /// <summary>Computes it.</summary>
    public Evaluation Evaluate(ParsedQuestion question)
    {
        if (Uncovered(question) is { } reason)
        {
            return Evaluation.Declined(reason);
        }

        if (IsNever(question))
        {
            return Evaluation.Declined("No closed trade meets all of that at once; “or” asks for the trades that are in any of several playbooks or tags.");
        }

        question = question with { Conditions = [.. question.Conditions, .. question.Among] };
        if (question is { Open: true, Operation: not Operation.Breakdown } && new Population(view).Select(question).Count == 0)
        {
            return new OpenEvaluator(view).Nothing(question);
        }

        OperationEvaluator operation = question.Operation switch
        {
            Operation.Extreme => new ExtremeEvaluator(view),
            Operation.Compare => new ComparisonEvaluator(view),
            Operation.Breakdown => new BreakdownEvaluator(view),
            Operation.Average => new AverageEvaluator(view),
            Operation.Share => new ShareEvaluator(view),
            Operation.List => new ListEvaluator(view),
            _ when question.Open => new OpenEvaluator(view),
            _ => new ValueEvaluator(view),
        };
        return operation.Evaluate(question);
    }

    // Playbooks and tags joined by "and" must both be there; where none has both, their sum was probably meant.
    private bool IsNever(ParsedQuestion question) => !question.Open
        && question.Conditions.OfType<KeyCondition>().Where(k => k.Grouping is Grouping.Playbook or Grouping.Tag).GroupBy(k => k.Grouping).Any(g => g.Count() > 1)
        && new Population(view).Select(question).Count == 0;

    /// <summary>Why the journal cannot hold the answer; null where it can.</summary>
    private string? Uncovered(ParsedQuestion question)
    {
        if (view.Closed.Count == 0 && !question.Open)
        {
            return "Your journal holds no closed trades yet.";
        }

        if (question.Open)
        {
            var all = question.Conditions.Concat(question.Among).Concat(question.Part).Concat(question.Sides.SelectMany(s => s));
            return all.Any(NeedsExit) ? "Open positions have no exit and no result yet, and I know which are open now, not which were open then."
                : question.Others.Count > 0 ? "I tell one figure of open positions at a time."
                : question.Figure is "open_positions" or "symbol_count" or "total_notional" or "trade_count" || question is { Operation: Operation.List, Ranked: false }
                    || question is { Operation: Operation.Value, Figure: "total_shares" or "total_contracts" or "average_hold_hours", Threshold: null } ? null
                : question.Figure.Contains("hold", StringComparison.Ordinal) ? "I tell how long open positions have been held, all together or one of them, and do not pick them by that."
                : "The journal holds no current prices, so it cannot value open positions.";
        }

        var first = view.Date(view.Closed.Min(t => t.EntryAt));
        var last = view.Date(view.Closed[^1].ExitAt!.Value);
        foreach (var period in question.Conditions.Concat(question.Sides.SelectMany(s => s)).OfType<PeriodCondition>())
        {
            if (period.To < first || period.From > view.Today)
            {
                return $"The journal holds no trades {period.Label}: it covers {Dates.Day(first)} to {Dates.Day(last)}.";
            }
        }

        return null;
    }

    /// <summary>True for what a trade has only once it is closed.</summary>
    public static bool NeedsExit(Condition condition) => condition switch
    {
        PeriodCondition period => period.Basis == Basis.Exit && !period.IsAll,
        TimeOfDayCondition time => time.Basis == Basis.Exit,
        AmountCondition amount => amount.Measure is Measure.Pnl or Measure.Loss or Measure.Win or Measure.R or Measure.HoldHours,
        KeyCondition key => key.Grouping == Grouping.Hold || (key.Basis == Basis.Exit && key.Grouping is Grouping.Weekday or Grouping.Hour),
        FlagCondition flag => flag.Flag is TradeFlag.ExpiredWorthless or TradeFlag.Overnight,
        NotCondition not => not.All.Any(NeedsExit),
        ResultCondition or DayResultCondition or NthOfDayCondition or TradesOfDayCondition => true,
        _ => false,
    };
}

namespace TradingAi.Core.Language.Questions;

/// <content>What is open now.</content>
internal sealed partial class Draft
{
    /// <summary>True where it counts and says nothing of when: "and how many are short".</summary>
    public bool CountsOnly => Has(Cue.HowMany) && !Has(Cue.Trade) && !Has(Cue.OpenVerb) && !Has(Cue.CloseVerb) && !Has(Cue.ClosedOnly);

    // "my open positions", "my exposure in NVDA", "how many shares do I hold"
    private bool IsOpen() => Has(Cue.OpenNow) || Figures().Contains("total_notional") || IsLongOrShort || HoldsNow();

    // "am I long or short NVDA"
    private bool IsLongOrShort => Follows("am", "i", w => w is "net" or "long" or "short") && Figures().TrueForAll(f => f == "net_pnl") && !Has(Cue.HowMany);

    // The present tense alone may speak of a habit: "how many trades do I hold overnight".
    private bool HoldsNow()
    {
        if (Has(Cue.Average) || Has(Cue.Median) || Has<PerMeaning>() || Has(Cue.Per) || HasResult() || Has(Cue.Lose) || Has(Cue.Gain)
            || _conditions.Kept.Any(k => k.Condition is AmountCondition or PeriodCondition or FlagCondition { Flag: TradeFlag.Overnight } or KeyCondition { Grouping: Grouping.Weekday or Grouping.Hold }))
        {
            return false;
        }

        var held = Follows("have", "i", w => w is "held" or "been" or "had" or "owned") && Has(Cue.HowLong) && _conditions.Kept.Any(k => k.Condition is KeyCondition { Grouping: Grouping.Symbol });
        var shares = SharesOrContracts() is not null
            && (Follows("do", "i", w => w is "hold" or "have" or "own") || Follows("am", "i", w => w is "holding" or "long" or "short" or "in") || Follows("have", "i", w => w is "got"));
        return held || shares || (Has(Cue.HowMany) && Figures().Count == 0 && Follows("do", "i", w => w is "hold" or "own"));
    }

    // "how many shares of NVDA", "how many NVDA shares"
    private string? SharesOrContracts() => Figures() is [("total_shares" or "total_contracts") and var named] ? named
        : !Has(Cue.HowMany) || Figures().Count > 0 ? null
        : HasWord("shares", "share") ? "total_shares"
        : HasWord("contracts", "contract") ? "total_contracts" : null;

    // "do I", "do I still": what follows it.
    private bool Follows(string verb, string subject, Func<string, bool> test)
    {
        for (var i = 0; i + 2 < _reading.Tokens.Count; i++)
        {
            if (_reading.Tokens[i].Word == verb && _reading.Tokens[i + 1].Word == subject)
            {
                var next = i + 2;
                while (next + 1 < _reading.Tokens.Count && _reading.Tokens[next].Word is "still" or "now" or "currently" or "actually" or "presently")
                {
                    next++;
                }

                return test(_reading.Tokens[next].Word);
            }
        }

        return false;
    }

    private string OpenFigure()
    {
        NamesOperation = true;
        if (IsLongOrShort)
        {
            return "total_notional";
        }

        if (SharesOrContracts() is { } quantity)
        {
            return quantity;
        }

        if (Figure() is { } figure)
        {
            if (figure == "total_notional" && (Has(Cue.Gain) || Has(Cue.Lose) || Figures().Count > 1))
            {
                // "what did I make with more exposure"
                Problem ??= "I do not see what the exposure has to do with it";
            }

            return figure == "average_notional" ? "total_notional" : figure;
        }

        return Has(Cue.HowLong) ? "average_hold_hours"
            : Has(Cue.HowMuch) || Has(Cue.Lose) || Has(Cue.Gain) ? "net_pnl"
            : Groups().Any(g => g.Grouping == Grouping.Symbol) ? "symbol_count" : "open_positions";
    }

    // "when did I open it": of one trade that the answer before named.
    private bool AsksWhenOfIt() => Has(Cue.When) && Has(Cue.OpenVerb) != Has(Cue.CloseVerb) && !Has(Cue.Last) && !Has(Cue.First) && SaysThere();
}

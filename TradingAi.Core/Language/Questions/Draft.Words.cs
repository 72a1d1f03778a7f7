namespace TradingAi.Core.Language.Questions;

/// <content>What the words of a question hold: steering words, groups, figures, and the nouns that stand for trades.</content>
internal sealed partial class Draft
{
    private bool Has(Cue cue) => _spans.Exists(s => s.Meaning is CueMeaning c && c.Cue == cue);

    private bool Has<T>() where T : Meaning => _spans.Exists(s => s.Meaning is T);

    private bool HasWord(params ReadOnlySpan<string> words)
    {
        foreach (var token in _reading.Tokens)
        {
            if (words.Contains(token.Word))
            {
                return true;
            }
        }

        return false;
    }

    private int IndexOf(Cue cue) => _spans.FindIndex(s => s.Meaning is CueMeaning c && c.Cue == cue);

    private bool Is(int index, params ReadOnlySpan<Cue> cues) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is CueMeaning cue && cues.Contains(cue.Cue);

    private bool IsTradeNoun(int index) => Is(index, Cue.Trade) && s_tradeNouns.Contains(_reading.Tokens[_spans[index].Start].Stem)
        || Is(index, Cue.ClosedOnly) || (Is(index, Cue.OpenNow) && _reading.Tokens[_spans[index].Start].Word == "open" && _spans[index].End == _spans[index].Start + 2);

    private Grouping? GroupAt(int index) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is GroupMeaning group && !_attached.Contains(index) ? group.Grouping : null;

    private IEnumerable<(int Index, Grouping Grouping)> Groups() =>
        Enumerable.Range(0, _spans.Count).Where(i => GroupAt(i) is not null).Select(i => (i, GroupAt(i)!.Value));

    // "the playbook Gap Fade", "NVDA stock", "tag breakout": the noun beside the name says nothing more.
    private void AttachNouns()
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (_spans[i].Meaning is GroupMeaning { Grouping: var grouping }
                && (IsPointedAt(_spans[i]) || Names(i - 1, grouping) || (Names(i + 1, grouping) && !_reading.IsParted(i, i + 1)
                    && (!Is(i - 1, Cue.Which, Cue.What, Cue.Best, Cue.Worst, Cue.By, Cue.Per) || _reading.IsParted(i - 1, i)))))
            {
                _attached.Add(i);
            }
            else if (Conditioned(i) is KeyCondition { Grouping: Grouping.Asset } && _reading.Tokens[_spans[i].Start].Word == "stock" && IsPointedAt(_spans[i]))
            {
                // "on that stock": the ticker, whatever was traded in it.
                _conditions.Remove(i);
            }
        }
    }

    // "that day", "this symbol"
    private bool IsPointedAt(Span group) => group.Start > 0 && _reading.Tokens[group.Start - 1].Word is "that" or "this";

    private bool Names(int index, Grouping grouping) =>
        index >= 0 && index < _spans.Count && _spans[index].Meaning is ConditionMeaning { Condition: KeyCondition key } && key.Grouping == grouping;

    private List<string> Figures() => [.. _spans.Select(s => s.Meaning).OfType<FigureMeaning>().Select(f => f.Name).Distinct()];

    private string? Figure()
    {
        var all = Figures();
        var figure = all.Find(f => f != "net_pnl") ?? all.FirstOrDefault();
        NamesFigure |= figure is not null;
        return figure;
    }

    private (int Index, Cue Cue)? Superlative()
    {
        var index = _spans.FindIndex(s => s.Meaning is CueMeaning { Cue: Cue.High or Cue.Low or Cue.Most or Cue.Fewest or Cue.Best or Cue.Worst or Cue.Longest or Cue.Shortest });
        return index < 0 ? null : (index, ((CueMeaning)_spans[index].Meaning).Cue);
    }

    // "the biggest daily loss" speaks of the day's result, not of its losing trades.
    private void DropResult()
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (_spans[i].Meaning is ConditionMeaning { Condition: ResultCondition })
            {
                _conditions.Remove(i);
            }
        }
    }

    private bool HasResult() => _conditions.Kept.Any(k => k.Condition is ResultCondition);

    private Condition? Conditioned(int index) => index >= 0 && index < _spans.Count && _spans[index].Meaning is ConditionMeaning { Condition: var condition } ? condition : null;

    // "my win rate on it", "how many trades did I take there", "how did that trade do", "how many trades was that"
    private bool SaysThere()
    {
        for (var i = 1; i < _reading.Tokens.Count; i++)
        {
            var (before, word) = (_reading.Tokens[i - 1].Word, _reading.Tokens[i].Word);
            if (word == "its" || (word == "it" && before is "on" or "in" or "with" or "from" or "without")
                || (word is "it" or "them" && before is "held" or "hold" or "holding" or "open" or "opened" or "close" or "closed" or "enter" or "entered" or "exit" or "exited")
                || (word is "it" or "that" && before == "of" && i + 1 < _reading.Tokens.Count && _reading.Tokens[i + 1].Word is "is" or "was" or "came" or "comes" or "did")
                || (word == "there" && i == _reading.Tokens.Count - 1 && before is not ("are" or "is" or "were" or "was" or "been"))
                || (word == "they" && !_conditions.HasAny && !Groups().Any())
                || (word == "it" && before is "did" or "does" or "has" or "was" or "is" && !_conditions.Kept.Any(k => k.Condition is KeyCondition) && !Groups().Any())
                || (word == "that" && i == _reading.Tokens.Count - 1 && before is "was" or "is" or "were" or "are" or "on" or "for" or "in" or "with" or "from" or "over")
                || (before == "that" && word is "day" or "week" or "month" or "quarter" or "year" or "weekday" or "hour")
                || (word is "trade" or "position" or "symbol" or "stock" or "playbook" or "tag" or "setup" && before is "this" or "that" && !(i > 1 && _reading.Tokens[i - 2].Word is "trades" or "trade" or "positions")))
            {
                return true;
            }
        }

        return false;
    }

    private bool SpeaksOfTrades(int from, int to)
    {
        for (var t = from; t < Math.Min(to, _reading.Tokens.Count); t++)
        {
            if (_reading.Tokens[t].Stem is "trade" or "position" or "loss" or "losse" or "loser" or "losing" or "win" or "winner" or "winning")
            {
                return true;
            }
        }

        return false;
    }
}

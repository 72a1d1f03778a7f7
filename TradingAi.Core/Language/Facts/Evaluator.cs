using TradingAi.Core.Journal;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>Computes a parsed question and words its answer.</summary>
internal sealed class Evaluator(JournalView view)
{
    private const int SmallSample = 10;
    private const int ListedTrades = 10;
    private const int TradesBehind = 5;

    private readonly Population _population = new(view);
    private readonly Wording _wording = new(view);

    /// <summary>Computes it.</summary>
    public Evaluation Evaluate(ParsedQuestion question)
    {
        if (Uncovered(question) is { } reason)
        {
            return Evaluation.Declined(reason);
        }

        return question.Operation switch
        {
            Operation.Extreme => Extreme(question),
            Operation.Compare => Compare(question),
            Operation.Breakdown => Breakdown(question),
            Operation.Average => Average(question),
            Operation.Share => Share(question),
            Operation.List => List(question),
            _ => Value(question),
        };
    }

    /// <summary>Why the journal cannot hold the answer; null where it can.</summary>
    private string? Uncovered(ParsedQuestion question)
    {
        if (view.Closed.Count == 0 && !question.Open)
        {
            return "Your journal holds no closed trades yet.";
        }

        if (question.Open)
        {
            return question.Figure is "open_positions" or "symbol_count" or "total_notional" or "trade_count" || question.Operation == Operation.List ? null
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

    private Evaluation Value(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var trades = _population.Select(question);
        var figure = FigureCatalog.Get(question.Figure);
        if (trades.Count == 0 && !figure.IsTotal)
        {
            return Evaluation.Declined($"There are no closed trades{_wording.Scope(question.Conditions)}, so there is no {figure.Label} to tell.");
        }

        var value = figure.Compute(trades, view);
        var (name, label) = Naming(figure, question);
        var scope = _wording.Scope(question.Conditions, trades: true) + Within(question);
        if (value is null)
        {
            sheet.Add(name, value, figure.Unit, question.Conditions);
            sheet.Add("trade_count", Quantity.Of(trades.Count), "trades", question.Conditions);
            return new Evaluation(sheet.Facts, $"Your {label}{scope} is not defined [F1]: {Undefined(figure)} There are {trades.Count} such trades [F2].", Behind(trades));
        }

        var verb = question.Hypothetical ? "would be" : "is";
        var subject = figure.Name == "trade_count" ? $"The number of closed trades{_wording.Scope(question.Conditions, trades: false)}{Within(question)}"
            : question.Open ? $"The {figure.Label}{_wording.Scope(question.Conditions, trades: false)}" : $"Your {label}{scope}";
        var lead = question.Threshold is { } threshold ? threshold.Contains(value.Value.Exact ?? (decimal)value.Value.Approximate) ? "Yes. " : "No. " : "";
        var text = $"{lead}{subject}{(question.WithoutCommissions ? ", before commissions," : "")} {verb} {_wording.Value(value, figure.Unit)} {sheet.Add(name, value, figure.Unit, question.Conditions)}";
        if (question.Open)
        {
            return new Evaluation(sheet.Facts, text + ".", [.. trades.Take(TradesBehind)]);
        }

        text += figure.Name == "trade_count" ? "." : $", over {Trades(trades.Count)} {sheet.Add("trade_count", Quantity.Of(trades.Count), "trades", question.Conditions)}.";
        foreach (var other in question.Others.Select(FigureCatalog.Get))
        {
            var beside = other.Compute(trades, view);
            text += $" The {other.Label} is {_wording.Value(beside, other.Unit)} {sheet.Add(other.Name, beside, other.Unit, question.Conditions)}.";
        }

        if (question.Hypothetical)
        {
            var actual = question with { Conditions = [.. question.Conditions.Where(c => c is not NotCondition)], WithoutCommissions = false, Without = null };
            if (actual.Conditions.Count == question.Conditions.Count && !question.WithoutCommissions && question.Without is null)
            {
                actual = actual with { Conditions = [.. question.Conditions.OfType<PeriodCondition>()] };
            }

            var real = figure.Compute(_population.Select(actual), view);
            text += $" In fact it is {_wording.Value(real, figure.Unit)} {sheet.Add(name, real, figure.Unit, actual.Conditions)}";
            text += real is { } r ? $", a difference of {_wording.Value(value.Value.Less(r), figure.Unit)} {sheet.Add(name + "_difference", value.Value.Less(r), figure.Unit, question.Conditions)}." : ".";
        }
        else if (trades.Count > 0)
        {
            text += question.Others.Count > 0 ? "" : Support(sheet, question, trades, figure.Name);
        }

        return new Evaluation(sheet.Facts, text + Caution(trades.Count, figure), Behind(trades));
    }

    private Evaluation Extreme(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var ranked = _population.Rank(_population.Select(question), grouping, question.Basis, question.Figure, question.Highest);
        var scope = _wording.Scope(question.Conditions);
        if (ranked.Count < question.Rank)
        {
            return Evaluation.Declined($"There is no {Groupings.Noun(grouping)} to compare{scope}: the journal holds none.");
        }

        var top = ranked[question.Rank - 1];
        var name = ExtremeName(question, grouping, figure);
        var key = _wording.Key(grouping, top.Key);
        string text;
        if (question.AnswerGroup is { } answer && Groupings.KeysOf(answer, top.Trades[0], view, answer == Grouping.Day ? Basis.Exit : Groupings.DefaultBasis(answer)).FirstOrDefault() is { } answered)
        {
            var cited = sheet.AddName($"{name}_{Groupings.Unit(answer)}", answer, answered, question.Conditions);
            text = $"The {Groupings.Noun(answer)} of {Describe(question, grouping, figure)}{scope} is {_wording.Key(answer, answered)} {cited}: "
                + $"{key} {sheet.AddName(name, grouping, top.Key, question.Conditions)}, at {_wording.Value(top.Value, figure.Unit)} {sheet.Add(figure.Name, top.Value, figure.Unit, question.Conditions, Ref(grouping, top.Key))}.";
        }
        else if (question.AnswerGroup is not null)
        {
            return Evaluation.Declined($"The journal does not say the {Groupings.Noun(question.AnswerGroup.Value)} of that trade.");
        }
        else if (question.Answer == Answer.Value)
        {
            text = $"{Capital(Describe(question, grouping, figure))}{scope} came to {_wording.Value(top.Value, figure.Unit)} {sheet.Add(ValueName(question, grouping, figure), top.Value, figure.Unit, question.Conditions, Ref(grouping, top.Key))}: "
                + $"{key} {sheet.AddName(name, grouping, top.Key, question.Conditions)}.";
        }
        else
        {
            text = $"{Capital(Describe(question, grouping, figure))}{scope} is {key} {sheet.AddName(name, grouping, top.Key, question.Conditions)}, with {_wording.Value(top.Value, figure.Unit)} {sheet.Add(figure.Name, top.Value, figure.Unit, question.Conditions, Ref(grouping, top.Key))}.";
        }

        if (grouping == Grouping.Trade)
        {
            var trade = top.Trades[0];
            text += $" It was in {Wording.Plain(trade.Symbol)} {sheet.AddName("symbol", Grouping.Symbol, trade.Symbol, question.Conditions)}.";
        }
        else
        {
            text += figure.Name == "trade_count" ? "" : $" That is over {Trades(top.Trades.Count)} {sheet.Add("trade_count", Quantity.Of(top.Trades.Count), "trades", question.Conditions)}.";
            if (ranked.Count > question.Rank)
            {
                var next = ranked[question.Rank];
                text += $" Next comes {_wording.Key(grouping, next.Key)} with {_wording.Value(next.Value, figure.Unit)} {sheet.Add(figure.Name, next.Value, figure.Unit, Keyed(question.Conditions, grouping, next.Key, question.Basis))}.";
            }

            text += Caution(top.Trades.Count, figure);
        }

        return new Evaluation(sheet.Facts, text, Behind(top.Trades));
    }

    private Evaluation Compare(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Figure);
        var sides = question.Sides
            .Select(side => (Side: side, Trades: _population.Select(question, question.Conditions.Concat(side))))
            .Select(s => (s.Side, s.Trades, Value: s.Trades.Count == 0 && !figure.IsTotal ? null : figure.Compute(s.Trades, view))).ToList();
        var defined = sides.Where(s => s.Value is not null).ToList();
        var scope = _wording.Scope(question.Conditions);
        if (defined.Count == 0 || sides.TrueForAll(s => s.Trades.Count == 0))
        {
            return Evaluation.Declined($"There are no closed trades to compare{scope}.");
        }

        var order = Comparer<Quantity?>.Create((a, b) => a!.Value.ComparedWith(b!.Value));
        var ordered = (question.Highest ? defined.OrderByDescending(s => s.Value, order) : defined.OrderBy(s => s.Value, order)).ToList();
        var winner = ordered[0];
        var text = "";
        if (question.Difference && defined.Count == 2 && sides.Count == 2)
        {
            var difference = sides[0].Value!.Value.Less(sides[1].Value!.Value);
            text = $"The difference in {figure.Label}{scope} is {_wording.Value(difference, figure.Unit)} {sheet.Add(figure.Name + "_difference", difference, figure.Unit, question.Conditions)}. ";
        }

        var tie = ordered.Count > 1 && ordered[1].Value!.Value.ComparedWith(winner.Value!.Value) == 0;
        var sign = question.Highest ? "higher" : "lower";
        var (unit, key) = SideKey(winner.Side);
        var cited = sheet.AddKey($"{(question.Highest ? "highest" : "lowest")}_{figure.Name}", key, unit, question.Conditions);
        text += tie
            ? $"Your {figure.Label}{scope} is the same on both sides {cited}:"
            : $"Your {figure.Label}{scope} is {(sides.Count > 2 ? sign[..^2] + "est" : sign)} {Named(winner.Side)} {cited}:";
        var values = sides.Select(s => $" {Named(s.Side)} {_wording.Value(s.Value, figure.Unit)} {sheet.Add(figure.Name, s.Value, figure.Unit, [.. question.Conditions, .. s.Side])} over {Trades(s.Trades.Count)}");
        text += string.Join(";", values) + ".";
        return new Evaluation(sheet.Facts, text + (sides.Exists(s => s.Trades.Count < SmallSample) ? " One side is a small sample; take it with caution." : ""), Behind(winner.Trades));
    }

    private Evaluation Breakdown(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var groups = _population.Group(_population.Select(question), grouping, question.Basis, question.Figure);
        if (groups.Count == 0)
        {
            return Evaluation.Declined($"There are no closed trades{_wording.Scope(question.Conditions)}.");
        }

        var lines = groups.TakeLast(60).Select(g =>
            $"- {_wording.Key(grouping, g.Key)}: {_wording.Value(g.Value, figure.Unit)} {sheet.Add(figure.Name, g.Value, figure.Unit, Keyed(question.Conditions, grouping, g.Key, question.Basis))} ({Trades(g.Trades.Count)})");
        return new Evaluation(
            sheet.Facts, $"Your {figure.Label} by {Groupings.Noun(grouping)}{_wording.Scope(question.Conditions)}{Within(question)}:\n" + string.Join("\n", lines), Behind(groups[0].Trades));
    }

    private Evaluation Average(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var grouping = question.Grouping!.Value;
        var figure = FigureCatalog.Get(question.Figure);
        var trades = _population.Select(question);
        var groups = _population.Group(trades, grouping, question.Basis, "trade_count");
        if (groups.Count == 0 || figure.Compute(trades, view) is not { } total)
        {
            return Evaluation.Declined($"There are no closed trades{_wording.Scope(question.Conditions)}.");
        }

        if (figure.Name is not ("net_pnl" or "trade_count" or "total_commissions" or "gross_profit" or "gross_loss" or "total_r"))
        {
            return Evaluation.Declined($"A {figure.Label} per {Groupings.Noun(grouping)} is not something I can average.");
        }

        var noun = Groupings.Noun(grouping);
        var average = total.Exact is { } exact && figure.Unit == "currency" ? Quantity.Of(exact / groups.Count) : Quantity.Of(total.Approximate / groups.Count);
        var unit = figure.Unit == "trades" ? "trades" : figure.Unit;
        var text = $"Your average {figure.Label} per {noun}{_wording.Scope(question.Conditions)} is {_wording.Value(average, unit)} {sheet.Add($"{figure.Name}_per_{noun}", average, unit, question.Conditions)}: "
            + $"{_wording.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)} over {groups.Count} {noun}s with a trade {sheet.Add($"{noun}s", Quantity.Of(groups.Count), noun + "s", question.Conditions)}.";
        return new Evaluation(sheet.Facts, text + Caution(groups.Count, figure), Behind(trades));
    }

    private Evaluation Share(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Figure);
        var whole = _population.Select(question);
        var part = _population.Select(question, question.Conditions.Concat(question.Part));
        if (question.Having is not null)
        {
            whole = _population.Select(question with { Having = null });
        }

        if (whole.Count == 0 || figure.Compute(whole, view) is not { } total || total.Approximate == 0 || figure.Compute(part, view) is not { } some)
        {
            return Evaluation.Declined($"There are no closed trades{_wording.Scope(question.Conditions)} to take a share of.");
        }

        var share = Quantity.Of(some.Approximate / total.Approximate);
        IReadOnlyList<Condition> all = [.. question.Conditions, .. question.Part];
        var text = question.Having is { } having
            ? $"The share of {Groupings.Noun(having.Grouping)}s{Limit(having)}{_wording.Scope(question.Conditions)} is {_wording.Value(share, "fraction")} {sheet.Add("share_of_" + figure.Name, share, "fraction", all)}: "
                + $"{_wording.Value(some, figure.Unit)} {sheet.Add(figure.Name, some, figure.Unit, all)} of {_wording.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)}."
            : $"The share of trades {string.Join(", ", question.Part.Select(_wording.Phrase))} in your {figure.Label}{_wording.Scope(question.Conditions)} is {_wording.Value(share, "fraction")} {sheet.Add("share_of_" + figure.Name, share, "fraction", all)}: "
            + $"{_wording.Value(some, figure.Unit)} {sheet.Add(figure.Name, some, figure.Unit, all)} of {_wording.Value(total, figure.Unit)} {sheet.Add(figure.Name, total, figure.Unit, question.Conditions)}.";
        return new Evaluation(sheet.Facts, text + Caution(whole.Count, figure), Behind(part));
    }

    private Evaluation List(ParsedQuestion question)
    {
        var sheet = new FactSheet(question);
        var trades = _population.Select(question);
        var scope = _wording.Scope(question.Conditions);
        if (trades.Count == 0)
        {
            return Evaluation.Declined($"There are no {(question.Open ? "open" : "closed")} trades{scope}.");
        }

        var grouping = question.Grouping ?? Grouping.Trade;
        if (question.AnswerGroup == Grouping.Day)
        {
            return LastTime(question, trades, sheet);
        }

        if (question.Limit is { } groups && grouping != Grouping.Trade)
        {
            return Top(question, trades, grouping, groups);
        }

        List<Trade> chosen;
        if (question.Limit is { } limit)
        {
            chosen = question.Ranked
                ? [.. _population.Rank(trades, Grouping.Trade, Basis.Exit, question.Figure, question.Highest).Take(limit).Select(g => g.Trades[0])]
                : [.. (question.Highest ? trades.Reverse() : trades).Take(limit)];
        }
        else
        {
            chosen = [.. trades.Reverse().Take(ListedTrades)];
        }

        var lead = question.Limit is null
            ? $"There {(trades.Count == 1 ? "is" : "are")} {Trades(trades.Count)}{_wording.Scope(question.Conditions, trades: false)} {sheet.Add(question.Open ? "open_positions" : "trade_count", Quantity.Of(trades.Count), question.Open ? "positions" : "trades", question.Conditions)}{(trades.Count > chosen.Count ? $"; the latest {chosen.Count}" : "")}:"
            : $"The {(chosen.Count == 1 ? "trade" : $"{chosen.Count} trades")}{_wording.Scope(question.Conditions, trades: false)}:";
        var lines = chosen.Select(t => $"- {_wording.Trade(t)} {sheet.AddName("trade", Grouping.Trade, t.Ref.ToString(), question.Conditions)}"
            + (t.NetPnl is { } p && !question.Open ? $": {_wording.Money(p)} {sheet.Add("net_pnl", Quantity.Of(p), "currency", question.Conditions, t.Ref.ToString())}" : ""));
        return new Evaluation(sheet.Facts, lead + "\n" + string.Join("\n", lines), chosen);
    }

    // "when did I last trade NVDA": the day, then the trade.
    private Evaluation LastTime(ParsedQuestion question, IReadOnlyList<Trade> trades, FactSheet sheet)
    {
        DateTimeOffset At(Trade t) => question.Basis == Basis.Entry || t.ExitAt is null ? t.EntryAt : t.ExitAt.Value;
        var trade = question.Highest ? trades.MaxBy(At)! : trades.MinBy(At)!;
        var which = question.Highest ? "last" : "first";
        var date = view.Date(At(trade));
        var text = $"You {(question.Basis == Basis.Entry ? "opened" : "closed")} your {which} closed trade{_wording.Scope(question.Conditions, trades: false)} on {Dates.Day(date)} "
            + $"{sheet.AddName($"{which}_trade_date", Grouping.Day, date.ToString("yyyy-MM-dd"), question.Conditions)}: {_wording.Trade(trade)} {sheet.AddName($"{which}_trade", Grouping.Trade, trade.Ref.ToString(), question.Conditions)}";
        return new Evaluation(sheet.Facts, text + (trade.NetPnl is { } p ? $", at {_wording.Money(p)} {sheet.Add("net_pnl", Quantity.Of(p), "currency", question.Conditions, trade.Ref.ToString())}." : "."), [trade]);
    }

    private string Limit(PeriodLimit having) => having.Figure == "trade_count"
        ? $" on which {(having.Bounds.Min, having.Bounds.Max) switch { ({ } min, { } max) when min == max => $"{min}", ({ } min, { } max) => $"{min} to {max}", ({ } min, _) => $"at least {min}", var (_, max) => $"at most {max}" }} trades were {(having.Basis == Basis.Entry ? "opened" : "closed")}"
        : $" {_wording.Phrase(having.Bounds)} in all";

    private Evaluation Top(ParsedQuestion question, IReadOnlyList<Trade> trades, Grouping grouping, int limit)
    {
        var sheet = new FactSheet(question);
        var figure = FigureCatalog.Get(question.Figure);
        var ranked = _population.Rank(trades, grouping, question.Basis, question.Figure, question.Highest).Take(limit).ToList();
        var lines = ranked.Select(g => $"- {_wording.Key(grouping, g.Key)} {sheet.AddName(ExtremeName(question, grouping, figure), grouping, g.Key, question.Conditions)}: "
            + $"{_wording.Value(g.Value, figure.Unit)} {sheet.Add(figure.Name, g.Value, figure.Unit, Keyed(question.Conditions, grouping, g.Key, question.Basis))} ({Trades(g.Trades.Count)})");
        return new Evaluation(sheet.Facts, $"By {figure.Label}{_wording.Scope(question.Conditions)}:\n" + string.Join("\n", lines), ranked.Count > 0 ? Behind(ranked[0].Trades) : []);
    }

    private static (string Name, string Label) Naming(Figure figure, ParsedQuestion question) =>
        (figure.Name, question.Conditions.OfType<ResultCondition>().FirstOrDefault()?.Result) switch
        {
            ("expectancy", TradeResult.Win) => ("average_win", figure.Label),
            ("expectancy", TradeResult.Loss) => ("average_loss", figure.Label),
            ("trade_count", TradeResult.Win) => ("win_count", figure.Label),
            ("trade_count", TradeResult.Loss) => ("loss_count", figure.Label),
            ("trade_count", TradeResult.BreakEven) => ("break_even_count", figure.Label),
            _ => (figure.Name, figure.Label),
        };

    private string Support(FactSheet sheet, ParsedQuestion question, IReadOnlyList<Trade> trades, string figure)
    {
        var net = FigureCatalog.Get("net_pnl");
        var text = "";
        if (figure != "net_pnl")
        {
            var value = net.Compute(trades, view);
            text += $" Their net P&L is {_wording.Value(value, net.Unit)} {sheet.Add(net.Name, value, net.Unit, question.Conditions)}";
        }

        if (figure != "win_rate" && !question.Conditions.Any(c => c is ResultCondition))
        {
            var rate = FigureCatalog.Get("win_rate").Compute(trades, view);
            text += $"{(text.Length > 0 ? ", their win rate" : " The win rate is")} {_wording.Value(rate, "fraction")} {sheet.Add("win_rate", rate, "fraction", question.Conditions)}";
        }

        return text.Length > 0 ? text + "." : "";
    }

    private string Within(ParsedQuestion question) => question.Without is { } without
        ? $", leaving out your {(without.Rank == 1 ? "" : without.Rank + " ")}{(without.Highest ? "best" : "worst")} {Groupings.Noun(without.Grouping)}{(without.Rank == 1 ? "" : "s")},"
        : question.Having is { } having ? Limit(having)
        : question.Latest is { } latest ? $" over your {(latest > 0 ? "last" : "first")} {(Math.Abs(latest) == 1 ? "closed trade" : $"{Math.Abs(latest)} closed trades")}"
        : question.Within is { Count: > 1 } several
        ? $" over your {several.Count} {(several.Highest ? "best" : "worst")} {Groupings.Noun(several.Grouping)}s{(several.Figure == "net_pnl" ? "" : $" by {FigureCatalog.Get(several.Figure).Label}")}"
        : question.Within is { } pick
        ? $" {(Groupings.IsCalendar(pick.Grouping) ? "on" : "in")} your {(pick.Highest ? "best" : "worst")} {Groupings.Noun(pick.Grouping)}{PickedKey(question, pick)}"
        : "";

    private string PickedKey(ParsedQuestion question, GroupPick pick)
    {
        var ranked = _population.Rank(_population.Select(question with { Within = null }), pick.Grouping, pick.Basis, pick.Figure, pick.Highest);
        return ranked.Count < pick.Rank ? "" : $" ({_wording.Key(pick.Grouping, ranked[pick.Rank - 1].Key)})";
    }

    private static string Undefined(Figure figure) => figure.Name switch
    {
        "profit_factor" => "there are no losses to divide by.",
        "payoff_ratio" or "kelly_fraction" => "it needs both wins and losses.",
        "value_at_risk_95" or "expected_shortfall_95" => "it needs at least 20 trading days.",
        "average_r" or "system_quality_number" => "too few of the trades have an initial risk.",
        "sharpe_ratio" or "sortino_ratio" => "it needs more days that differ.",
        _ => "there is nothing to compute it from.",
    };

    private static string ExtremeName(ParsedQuestion question, Grouping grouping, Figure figure)
    {
        var end = figure.Name is "net_pnl" or "expectancy" or "win_rate" or "profit_factor" ? question.Highest ? "best" : "worst" : question.Highest ? "highest" : "lowest";
        return figure.Name == "net_pnl" ? $"{end}_{Groupings.Unit(grouping)}" : $"{end}_{figure.Name}_{Groupings.Unit(grouping)}";
    }

    private static string ValueName(ParsedQuestion question, Grouping grouping, Figure figure) =>
        grouping == Grouping.Trade && figure.Name == "net_pnl" ? question.Highest ? "largest_win" : "largest_loss" : figure.Name;

    private static string Describe(ParsedQuestion question, Grouping grouping, Figure figure)
    {
        var rank = question.Rank switch { 1 => "", 2 => "second ", 3 => "third ", var n => $"{n}th " };
        return figure.Name == "net_pnl"
            ? $"your {rank}{(question.Highest ? "best" : "worst")} {Groupings.Noun(grouping)} by net P&L"
            : $"your {Groupings.Noun(grouping)} with the {rank}{(question.Highest ? "highest" : "lowest")} {figure.Label}";
    }

    private (string Unit, string Key) SideKey(IReadOnlyList<Condition> side) => side switch
    {
        [KeyCondition key] => (Groupings.Unit(key.Grouping), string.Join(" or ", key.Keys)),
        [NotCondition { All: [KeyCondition key] }] => (Groupings.Unit(key.Grouping), "other"),
        [ResultCondition result] => ("result", result.Describe()),
        [PeriodCondition period] when period.From is { Day: 1 } from && period.To == from.AddMonths(1).AddDays(-1) => ("month", from.ToString("yyyy-MM")),
        [PeriodCondition { From: { } from } period] when period.To == from => ("date", from.ToString("yyyy-MM-dd")),
        _ => ("group", Named(side)),
    };

    private string Named(IReadOnlyList<Condition> side) => string.Join(", ", side.Select(_wording.Phrase));

    private static IReadOnlyList<Condition> Keyed(IReadOnlyList<Condition> conditions, Grouping grouping, string key, Basis basis) =>
        [.. conditions, new KeyCondition(grouping, [key], basis)];

    private static string? Ref(Grouping grouping, string key) => grouping == Grouping.Trade ? key : null;

    private static string Trades(int count) => count == 1 ? "1 trade" : $"{count:#,0} trades";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Caution(int count, Figure figure) =>
        count is > 0 and < SmallSample && figure.Unit is not ("trades" or "days") ? $" That is a small sample ({count}); take it with caution." : "";

    // The trades that moved the figure most.
    private static IReadOnlyList<Trade> Behind(IReadOnlyList<Trade> trades) =>
        [.. trades.Where(t => t.NetPnl is not null).OrderByDescending(t => Math.Abs(t.NetPnl!.Value)).Take(TradesBehind)];
}

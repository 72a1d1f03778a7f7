using TradingAi.Core.Journal;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Facts;

/// <summary>The trades that a question speaks of.</summary>
internal sealed class Population(JournalView view)
{
    /// <summary>The journal.</summary>
    public JournalView View => view;

    /// <summary>The trades, in pooled order (open ones by entry).</summary>
    public IReadOnlyList<Trade> Select(ParsedQuestion question) => Select(question, []);

    /// <summary>The trades of one side or part of the question: the latest ones, the best days and the like are taken first, where it speaks of them.</summary>
    public IReadOnlyList<Trade> Select(ParsedQuestion question, IReadOnlyList<Condition> part)
    {
        var tests = Tests(question.Conditions.Where(c => !question.Among.Contains(c)));
        var trades = (question.Open ? view.Open : view.Closed).Where(t => Array.TrueForAll(tests, test => test(t)));
        if (question.WithoutCommissions)
        {
            trades = trades.Select(t => t with { Commissions = 0 });
        }

        List<Trade> selected = [.. trades];
        if (question.Latest is { } latest)
        {
            selected = [.. latest > 0 ? selected.TakeLast(latest) : selected.Take(-latest)];
        }

        if (question.Without is { } without)
        {
            var left = Rank(selected, without.Grouping, without.Basis, without.Figure, without.Highest)
                .Take(without.Rank).SelectMany(g => g.Trades).Select(t => t.Ref).ToHashSet();
            selected.RemoveAll(t => left.Contains(t.Ref));
        }

        if (question.Having is { } having)
        {
            var kept = Group(selected, having.Grouping, having.Basis, having.Figure)
                .Where(g => having.Bounds.ContainsResult(g.Value!.Value.Exact!.Value)).SelectMany(g => g.Trades).Select(t => t.Ref).ToHashSet();
            selected.RemoveAll(t => !kept.Contains(t.Ref));
        }

        if (question.Within is { } pick)
        {
            var ranked = Rank(selected, pick.Grouping, pick.Basis, pick.Figure, pick.Highest);
            var picked = ranked.Skip(pick.Rank - 1).Take(pick.Count).SelectMany(g => g.Trades).Select(t => t.Ref).ToHashSet();
            selected.RemoveAll(t => !picked.Contains(t.Ref));
        }

        // What is looked for among the trades meant does not choose them.
        var among = Tests(question.Among.Concat(part));
        selected.RemoveAll(t => !Array.TrueForAll(among, test => test(t)));
        return selected;
    }

    private Func<Trade, bool>[] Tests(IEnumerable<Condition> conditions) => [.. conditions.Select(c => c.Compile(view))];

    /// <summary>The groups of trades by a figure, the most extreme first; of equals the first key.</summary>
    public IReadOnlyList<RankedGroup> Rank(IReadOnlyList<Trade> trades, Grouping grouping, Basis basis, string figure, bool highest)
    {
        var groups = Group(trades, grouping, basis, figure).Where(g => g.Value is not null);
        var order = Comparer<Quantity?>.Create((a, b) => a!.Value.ComparedWith(b!.Value));
        return [.. highest ? groups.OrderByDescending(g => g.Value, order) : groups.OrderBy(g => g.Value, order)];
    }

    /// <summary>The groups of trades in the natural order of their keys.</summary>
    public IReadOnlyList<RankedGroup> Group(IReadOnlyList<Trade> trades, Grouping grouping, Basis basis, string figure)
    {
        var definition = FigureCatalog.Get(figure);
        var groups = trades
            .SelectMany(t => Groupings.KeysOf(grouping, t, view, basis).Select(key => (key, trade: t)))
            .GroupBy(x => x.key, x => x.trade, StringComparer.Ordinal)
            .Select(g => g.ToList() is var list ? new RankedGroup(g.Key, list, definition.Compute(list, view)) : null!);
        if (grouping == Grouping.Trade)
        {
            // Trades stay in pooled order: of equal ones the earliest counts.
            return [.. groups];
        }

        var order = grouping <= Grouping.StrategyType ? Analytics.GroupDimensions.FixedKeys((Analytics.GroupDimension)grouping)?.ToList() : null;
        return [.. order is null ? groups.OrderBy(g => g.Key, StringComparer.Ordinal) : groups.OrderBy(g => order.IndexOf(g.Key))];
    }
}

/// <summary>One group of trades and its figure.</summary>
internal sealed record RankedGroup(string Key, IReadOnlyList<Trade> Trades, Quantity? Value);

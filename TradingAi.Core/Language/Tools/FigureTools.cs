using System.Globalization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Analytics.WhatIf;
using TradingAi.Core.Analytics.WhatIf.Rules;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;

namespace TradingAi.Core.Language.Tools;

/// <summary>Functions that compute figures over closed trades.</summary>
internal sealed class FigureTools(Question question, IJournalReader journals, ToolEvidence evidence)
{
    private const int MostGroups = 20;

    private static readonly string[] s_common =
        ["net_pnl", "trade_count", "win_rate", "expectancy", "profit_factor", "average_win", "average_loss", "largest_win", "largest_loss", "max_drawdown"];

    private static readonly string[] s_ofGroups = ["net_pnl", "trade_count", "win_rate"];
    private static readonly string[] s_compared = ["net_pnl", "trade_count", "win_rate", "expectancy"];
    private static readonly IReadOnlyCollection<string> s_trades = ToolSchema.Trades().Names;
    private static readonly IReadOnlyCollection<string> s_filters = ToolSchema.Filters().Names;

    /// <summary>Figures of a set, or of each of its groups.</summary>
    public async Task<ToolResult> GetAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var set = SetOf(arguments, view);
        var named = arguments.Texts("figures");
        if (named.FirstOrDefault(n => !FigureCatalog.Names.Contains(n, StringComparer.Ordinal)) is { } unknown)
        {
            throw arguments.Bad("figures", $"'{unknown}' is no figure; known are {string.Join(", ", FigureCatalog.Names)}");
        }

        if (arguments.Choice("group_by", GroupDimensions.Names) is not { } group || !GroupDimensions.TryParse(group, out var dimension))
        {
            return new ToolResult(Figures(set, named.Count > 0 ? named : s_common, view), [], Emptiness(set));
        }

        var groups = set.GroupedBy(dimension, view);
        var facts = groups.Take(MostGroups).SelectMany(g => Figures(g, named.Count > 0 ? named : s_ofGroups, view));
        return new ToolResult(
            [.. facts], [], groups.Count > MostGroups ? $"Only the {MostGroups} groups with the most trades of {groups.Count} are given." : Emptiness(set));
    }

    /// <summary>Two sets and their differences.</summary>
    public async Task<ToolResult> CompareAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var (first, second) = (SetOf(arguments.Inner("first", s_trades), view), SetOf(arguments.Inner("second", s_trades), view));
        var filters = first.Filters.Select(f => KeyValuePair.Create("first_" + f.Key, f.Value))
            .Concat(second.Filters.Select(f => KeyValuePair.Create("second_" + f.Key, f.Value))).ToDictionary();
        return new ToolResult(
            [.. Figures(first, s_common, view), .. Figures(second, s_common, view), .. Differences(first, second, view, filters)],
            [],
            Emptiness(first) ?? Emptiness(second));
    }

    /// <summary>A set as it is beside what would have come of another choice.</summary>
    public async Task<ToolResult> WhatIfAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(cancellationToken);
        var request = new WhatIfRequest(arguments.Range())
        {
            Filter = arguments.Filter(), Exclude = InnerFilter(arguments, "exclude"), Only = InnerFilter(arguments, "only"), Rules = RulesOf(arguments),
        };
        if (request is { Exclude: null, Only: null, Rules.Count: 0 })
        {
            throw arguments.Bad("exclude", "at least one of exclude, only and rule is needed");
        }

        var result = WhatIfCalculator.Compute(view.Journal, request, view.AsOf);
        var actual = TradeSet.Of(request.Range, request.Filter, view).Filters;
        var hypothetical = actual.Concat(TradeSet.Named(request.Exclude, "exclude_")).Concat(TradeSet.Named(request.Only, "only_"))
            .Concat(request.Rules.Select(r => KeyValuePair.Create("rule", string.Create(CultureInfo.InvariantCulture, $"{r.Kind.Name} {r.Value}")))).ToDictionary();
        return new ToolResult(
            [
                .. s_common.Select(n => Read(n, result.Actual, actual)),
                .. s_common.Select(n => Read(n, result.Hypothetical, hypothetical)),
                .. s_compared.Select(n => Read(n, result.Difference, hypothetical, "_difference")),
            ],
            [],
            string.Join(" ", result.Assumptions));
    }

    private async Task<JournalView> ViewAsync(CancellationToken cancellationToken) =>
        new(await journals.ReadAsync(question.User, cancellationToken), question.AsOf);

    private IReadOnlyList<Fact> Figures(TradeSet set, IEnumerable<string> names, JournalView view) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(FigureCatalog.Get).Select(f => evidence.Add(f.Name, f.Compute(set.Trades, view), f.Unit, set.Filters))];

    private IReadOnlyList<Fact> Differences(TradeSet first, TradeSet second, JournalView view, IReadOnlyDictionary<string, string> filters) =>
        [.. from figure in s_compared.Select(FigureCatalog.Get)
            let a = figure.Compute(first.Trades, view)
            let b = figure.Compute(second.Trades, view)
            where a is not null && b is not null
            select evidence.Add(figure.Name + "_difference", a.Value.Less(b.Value), figure.Unit, filters)];

    private Fact Read(string name, Figures figures, IReadOnlyDictionary<string, string> filters, string suffix = "") =>
        evidence.Add(name + suffix, FigureCatalog.Get(name).Read!(figures), FigureCatalog.Get(name).Unit, filters);

    private static TradeFilter? InnerFilter(ToolArguments arguments, string name)
    {
        if (!arguments.Has(name))
        {
            return null;
        }

        var filter = arguments.Inner(name, s_filters).Filter();
        return filter.IsEmpty ? throw arguments.Bad(name, "at least one filter is needed") : filter;
    }

    private static IReadOnlyList<WhatIfRule> RulesOf(ToolArguments arguments)
    {
        if (!arguments.Has("rule"))
        {
            return [];
        }

        var rule = arguments.Inner("rule", ["kind", "value"]);
        var kind = RuleKind.Find(rule.Choice("kind", RuleKind.Names) ?? throw rule.Bad("kind", "it is missing"))!;
        return rule.Number("value") is { } value && kind.Accepts(value) ? [new WhatIfRule(kind, value)] : throw rule.Bad("value", $"it is {kind.Accepted}");
    }

    private static TradeSet SetOf(ToolArguments arguments, JournalView view) => TradeSet.Of(arguments.Range(), arguments.Filter(), view);

    private static string? Emptiness(TradeSet set) => set.Trades.Count == 0 ? "No closed trade passes the range and the filters." : null;
}

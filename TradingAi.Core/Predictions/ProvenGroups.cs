using TradingAi.Core.Insights;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Predictions.Bootstrapping;

namespace TradingAi.Core.Predictions;

/// <summary>
/// What a prediction says of groups of trades: the findings over the whole history, those of insights, as far as an entry to come can be
/// told to be of such a group. Where nothing differs by more than chance explains, it names no group and says so.
/// </summary>
/// <param name="composer">What was found over all closed trades.</param>
/// <param name="words">How figures read.</param>
/// <param name="recentSince">Where the last 90 days begin.</param>
internal sealed class ProvenGroups(InsightComposer composer, Wording words, DateTimeOffset recentSince)
{
    private const int MostOfAKind = 3;

    private readonly List<Discovery> _worse = Of(composer, "negative");
    private readonly List<Discovery> _better = Of(composer, "positive");

    /// <summary>The groups that do worse, with their evidence; or that there are none.</summary>
    public IEnumerable<string> Risks() => Described(_worse, "worse");

    /// <summary>The groups that do better, with their evidence; or that there are none.</summary>
    public IEnumerable<string> Opportunities() => Described(_better, "better");

    /// <summary>What follows from both for groups that lost, or made, money; or that nothing does.</summary>
    public IEnumerable<string> Recommendations()
    {
        List<string> followed = [.. _worse.Select(Advised).OfType<string>(), .. _better.Select(Advised).OfType<string>().Take(1)];
        return followed.Count > 0 ? followed
            : _worse.Count + _better.Count > 0 ? ["None of the kinds of entries named above is one to leave out or to prefer: what it made may be chance, took more risk, or speaks against that."]
            : [$"There is no symbol, playbook, time or other kind of entry to leave out or to prefer: {Tested("differs from the rest")}."];
    }

    private string? Advised(Discovery discovery) => Advice.Of(discovery, composer.Sample) is { } advice
        ? $"{advice} Evidence: {Wording.Count(discovery.Finding.N, "trade")} against {Wording.Count(discovery.Finding.NRest)}, {FindingText.Certainty("q", discovery.Finding.QValue)}."
        : null;

    private static List<Discovery> Of(InsightComposer composer, string direction) =>
        [.. composer.Discoveries.Where(d => d.Contrast.IsOfEntries && d.Finding.Direction == direction).Take(MostOfAKind)];

    private IEnumerable<string> Described(List<Discovery> found, string how)
    {
        if (found.Count == 0)
        {
            yield return $"No symbol, playbook, time or other kind of entry is named here: {Tested($"does {how}")}.";
        }

        foreach (var discovery in found)
        {
            yield return $"{discovery.Finding.Text} Of the {Wording.Count(discovery.Finding.N, "trade")}, {Wording.Count(TradesOf(discovery).Count(t => t.ExitAt >= recentSince))} "
                + $"were closed in the last {HorizonForecast.RecentDays} days.";
        }

        if (found.Count > 1)
        {
            var together = found.SelectMany(TradesOf).DistinctBy(t => t.Ref).ToList();
            yield return $"A trade can be of several of these kinds: each counted once, they are {Wording.Count(together.Count, "trade")} for {words.Money(together.Sum(t => t.NetPnl!.Value))}.";
        }
    }

    private string Tested(string how) => composer.Tested == 0
        ? $"{Wording.Count(composer.Sample.Trades.Count, "closed trade")} are too few to be divided and tested"
        : $"of {Wording.Count(composer.Tested, "division")} of your {Wording.Count(composer.Sample.Trades.Count, "closed trade")} tested, none that can be told at the entry {how} by more than chance explains";

    private IEnumerable<Trade> TradesOf(Discovery discovery) => discovery.Contrast.Side.Select(n => composer.Sample.Trades[n]);
}

using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language;

/// <summary>Answers a question for what stands out: the findings of the whole journal, each a fact with the trades behind it.</summary>
internal sealed class FindingsAnswer(ComposerCache composers)
{
    private const int MostFindings = 5;

    private static readonly Dictionary<string, string> s_everything = [];

    /// <summary>The answer; it declines a journal without closed trades.</summary>
    public async Task<Evaluation> OfAsync(FindingWish wish, JournalView view, CancellationToken cancellationToken)
    {
        if (view.Closed.Count == 0)
        {
            return Evaluation.Declined("Your journal holds no closed trades yet.");
        }

        var search = await composers.GetAsync(new TradeSample(view.Journal, new TimeRange(TimeRangeName.All), view.AsOf), cancellationToken);
        List<Finding> found = [.. search.AllFindings.Where(f => IsWanted(f, wish)).Take(MostFindings)];
        List<Fact> facts =
        [
            .. found.Select((f, n) => new Fact
            {
                Id = $"F{n + 1}", Figure = "finding", Value = JsonValue.Create(f.Text), Unit = "text", Filters = new Dictionary<string, string> { [f.Dimension] = f.Key },
            }),
            new Fact { Id = $"F{found.Count + 1}", Figure = "trade_count", Value = JsonValue.Create(view.Closed.Count), Unit = "trades", Filters = s_everything },
        ];
        var over = $"over your {(view.Closed.Count == 1 ? "1 closed trade" : $"{view.Closed.Count:#,0} closed trades")} [{facts[^1].Id}]";
        var narrative = found.Count == 0
            ? $"Nothing {(wish == FindingWish.Positive ? "good " : wish == FindingWish.Negative ? "bad " : "")}stands out beyond chance {over}."
            : $"This stands out beyond chance {over}:\n" + string.Join('\n', found.Select((f, n) => $"- {f.Text} [F{n + 1}]"));
        var trades = found.SelectMany(f => f.Refs.Take(2)).Distinct(StringComparer.Ordinal)
            .Select(r => EntityRef.TryParse(r, out var entity) ? view.Journal.FindTrade(entity) : null).OfType<Trade>();
        return new Evaluation(facts, narrative, [.. trades]);
    }

    private static bool IsWanted(Finding finding, FindingWish wish) => wish switch
    {
        FindingWish.Negative => finding.Direction == "negative",
        FindingWish.Positive => finding.Direction == "positive",
        _ => true,
    };
}

using System.Text.Json;
using System.Text.RegularExpressions;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Narration;

namespace TradingAi.Core.Chat.Claims;

/// <summary>The trades that a fact is about, as far as its filters, its value, its name and the trade it names tell.</summary>
internal sealed partial class FactScope
{
    private const string Hold = "hold";

    private static readonly string[] s_dimensions =
        ["symbol", "direction", "asset", "option_type", "strategy_type", "order_type", "playbook", "tag", "broker", "mistake", "result", Hold, GroupLabel.Hours];

    // Two sets of a comparison, what alone is kept, and the other end of a trade.
    private static readonly string[] s_sides = ["first_", "second_", "only_", "exit_"];

    private readonly HashSet<(string Dimension, string Key)> _keys;
    private readonly HashSet<string> _divided;
    private readonly string _words;
    private readonly List<PartialDate> _dates;

    /// <summary>Reads a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="title">The title of the trade that it names, if it names one.</param>
    public FactScope(Fact fact, string? title)
    {
        _keys = [.. NamesOf(fact), .. WeekdaysOf(fact), .. Implied(fact)];
        if (title is not null && Side().Match(title) is { Success: true } side)
        {
            _keys.Add(("direction", side.Groups["side"].Value));
            if (side.Groups["what"] is { Success: true, Value: var what })
            {
                _keys.Add(("asset", what == "stock" ? what : "option"));
            }
        }

        _divided = [.. _keys.Select(k => k.Dimension)];
        _words = $" {GroupLabel.KeyOf(string.Join(" ; ", fact.Filters.Values.Append(fact.Figure).Append(TextOf(fact)).Append(title)))} ";
        _dates = [.. fact.Filters.Values.Append(TextOf(fact)).Append(title).OfType<string>().SelectMany(DateReader.Read).Select(d => d.Date).Where(d => d.Weekday is null)];
    }

    /// <summary>False where a label that stands with a number says that it is of other trades.</summary>
    /// <param name="label">The label.</param>
    /// <param name="isDirect">True where it stands right with the number: what is said so of one group is no figure of all trades.</param>
    public bool Fits(GroupLabel label, bool isDirect) =>
        label.Date is { } date ? _dates.Count == 0 || _dates.Exists(date.IsWithin)
        : _keys.Contains((label.Dimension, label.Key)) || Words.Hold(_words, label.Key)
            || (!_divided.Contains(label.Dimension) && !(isDirect && label.IsSure && label.Dimension is not ("symbol" or "weekday" or GroupLabel.Hours)));

    /// <summary>The groups that a fact names, each as a whole and, where it lists several, each of them. What it leaves out is none of them.</summary>
    public static IEnumerable<(string Dimension, string Key)> NamesOf(Fact fact) =>
        from named in fact.Filters.Append(KeyValuePair.Create(fact.Unit, TextOf(fact) ?? ""))
        where named.Value.Length > 0 && !named.Key.StartsWith("without", StringComparison.Ordinal) && !named.Key.StartsWith("exclude", StringComparison.Ordinal)
        let dimension = s_sides.Aggregate(named.Key, (key, side) => key.StartsWith(side, StringComparison.Ordinal) ? key[side.Length..] : key)
        where s_dimensions.Contains(dimension)
        from name in named.Value.Split([", ", " or ", "; "], StringSplitOptions.RemoveEmptyEntries).Append(named.Value)
        select (dimension, GroupLabel.KeyOf(dimension == Hold ? Wording.Span(name) : name));

    private static IEnumerable<(string, string)> WeekdaysOf(Fact fact) => Evidence.WeekdaysOf(fact).Select(d => ("weekday", GroupLabel.KeyOf($"{d}")));

    // A strategy is of options; a count of wins is of winners.
    private static IEnumerable<(string, string)> Implied(Fact fact)
    {
        foreach (var (dimension, key) in NamesOf(fact).Where(n => n.Dimension is "strategy_type" or "option_type"))
        {
            yield return ("asset", "option");
            if (dimension == "strategy_type" && (key.Contains("call", StringComparison.Ordinal), key.Contains("put", StringComparison.Ordinal)) is var (isCall, isPut) && isCall != isPut)
            {
                yield return ("option_type", isCall ? "call" : "put");
            }
        }

        if (fact.Figure is "win_count" or "loss_count")
        {
            yield return ("result", fact.Figure[..^6]);
        }
    }

    private static string? TextOf(Fact fact) => fact.Value?.GetValueKind() == JsonValueKind.String ? fact.Value.GetValue<string>() : null;

    // As titles of trades begin: "long SOFI stock, closed 6 February 2026".
    [GeneratedRegex(@"^(?<side>long|short)\s[^\s,]+(?:\s(?<what>[^,]+))?,", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Side();
}

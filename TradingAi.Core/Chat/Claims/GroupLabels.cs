using System.Text.RegularExpressions;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat.Claims;

/// <summary>Finds the groups of trades that a text names: those that every journal has, and those that the facts name.</summary>
internal sealed partial class GroupLabels
{
    private static readonly string[] s_named = ["playbook", "tag", "strategy_type", "broker", "order_type", "mistake", "hold"];

    private readonly Dictionary<string, HashSet<string>> _dimensions = new(StringComparer.Ordinal);
    private readonly Regex? _names;

    /// <summary>Reads the names of groups from facts.</summary>
    public GroupLabels(IEnumerable<Fact> facts)
    {
        foreach (var (dimension, name) in facts.SelectMany(FactScope.NamesOf).Where(n => s_named.Contains(n.Dimension) && n.Key.Count(char.IsLetter) > 2))
        {
            (_dimensions.TryGetValue(name, out var dimensions) ? dimensions : _dimensions[name] = []).Add(dimension);
        }

        if (_dimensions.Count > 0)
        {
            // Of names within names the longest is meant.
            var names = _dimensions.Keys.OrderByDescending(n => n.Length).Select(n => Regex.Escape(n).Replace("\\ ", @"[\s_-]+", StringComparison.Ordinal));
            _names = new Regex($@"(?<!\w)(?:{string.Join('|', names)})(?=s?(?!\w))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The groups that a text names, in order; those it only leaves out ("without the shorts") are none.</summary>
    /// <param name="text">The text, without citations.</param>
    /// <param name="claims">Its claims.</param>
    public IReadOnlyList<GroupLabel> Read(string text, IEnumerable<Claim> claims)
    {
        List<GroupLabel> labels = [.. claims.SelectMany(Of)];
        foreach (Match name in _names?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            var isSure = NounBehind().IsMatch(text[(name.Index + name.Length)..]) || NounBefore().IsMatch(text[..name.Index]);
            labels.AddRange(_dimensions.GetValueOrDefault(GroupLabel.KeyOf(name.Value), []).Select(d => new GroupLabel(name.Index, name.Index + name.Length, d, GroupLabel.KeyOf(name.Value)) { IsSure = isSure }));
        }

        var named = labels.ToArray();
        labels.AddRange(GroupWords.Read(text).Where(w => !Array.Exists(named, n => w.Start < n.End && n.Start < w.End)));
        return [.. labels.Where(l => !LeftOut().IsMatch(text[..l.Start])).Select(l => l with { IsAside = Aside().IsMatch(text[..l.Start]) }).OrderBy(l => l.Start)];
    }

    private static IEnumerable<GroupLabel> Of(Claim claim) => claim switch
    {
        SymbolClaim symbol => [new GroupLabel(symbol.Start, symbol.End, "symbol", GroupLabel.KeyOf(symbol.Symbol)) { IsSure = true }],
        TimeClaim time => [new GroupLabel(time.Start, time.End, GroupLabel.Hours, $"{time.Time.Hour}") { IsSure = true }],
        DateClaim { Date.Weekday: { } day } date => [new GroupLabel(date.Start, date.End, "weekday", GroupLabel.KeyOf($"{day}")) { IsSure = true }],
        DateClaim date => [new GroupLabel(date.Start, date.End, GroupLabel.Dates, date.Written) { IsSure = true, Date = date.Date }],
        _ => [],
    };

    [GeneratedRegex(@"^s?[”""’']?\s(?:trades?|setups?|playbook|positions?|entries|strategy|tag)\b|^s?[”""’'*_]*\s*[:|]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NounBehind();

    [GeneratedRegex(@"\b(?:playbook|tagged|tag|strategy|setup)\s+[“""‘']?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NounBefore();

    [GeneratedRegex(@"\b(?:without|excluding|except(?:\sfor)?|leaving\sout|apart\sfrom|aside\sfrom|other\sthan|skipp(?:ed|ing)|skip|outside)\s(?:[\w’']+\s){0,3}[“""‘'*]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LeftOut();

    [GeneratedRegex(
        @"\b(?:than|versus|vs\.?|against|unlike|compared\s(?:to|with)|relative\sto|instead\sof|rather\sthan|beats?|beating|outperform\w*|above|below|that\sof|those\sof|not|like|as)\s(?:[\w’']+\s){0,3}[“""‘'*]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Aside();
}

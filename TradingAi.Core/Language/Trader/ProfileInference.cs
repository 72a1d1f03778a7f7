using System.Runtime.CompilerServices;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Language.Trader;

/// <summary>
/// Infers a profile from closed trades. Style by the median time from entry to exit: under 15 minutes a scalper, under a day a day
/// trader, under 30 days a swing trader, under 180 days a position trader, else a value investor. Experience by what the journal holds:
/// under 100 trades or three months a beginner, from 500 trades and a year on advanced. An asset, a symbol or an hour is preferred
/// from a fifth, a twentieth or a tenth of the trades on.
/// </summary>
public sealed class ProfileInference
{
    /// <summary>The fewest closed trades from which anything is inferred.</summary>
    public const int LeastTrades = 20;

    private const int MostSymbols = 5;
    private const double AssetShare = 0.2;
    private const double SymbolShare = 0.05;
    private const double HourShare = 0.1;

    private static readonly (string Word, string Style)[] s_styles =
        [("scalp", "scalper"), ("day", "day_trader"), ("swing", "swing_trader"), ("position", "position_trader"), ("value", "value_investor"), ("invest", "value_investor")];

    private static readonly TimeSpan s_quarter = TimeSpan.FromDays(90);
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    private readonly ConditionalWeakTable<JournalSnapshot, TraderProfile> _known = [];

    /// <summary>The profile of a journal's trader.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="asOf">The present: a trade that was closed at or after it is not known.</param>
    public TraderProfile Of(JournalSnapshot journal, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return Of(new JournalView(journal, asOf));
    }

    /// <summary>The profile of a journal's trader.</summary>
    internal TraderProfile Of(JournalView view) => view.Closed.Count == view.Journal.ClosedTrades.Count
        ? _known.GetValue(view.Journal, _ => Infer(view))
        : Infer(view);

    private static TraderProfile Infer(JournalView view)
    {
        var stated = view.Journal.Profile;
        var trades = view.Closed.Count >= LeastTrades ? view.Closed : [];
        return new TraderProfile
        {
            Name = Stated(stated.Name),
            TradingStyle = Stated(StyleOf(stated.TradingStyle)) ?? Inferred(trades.Count > 0 ? StyleOf(MedianHold(trades)) : null),
            ExperienceLevel = Stated(stated.TradingExperienceLevel) ?? Inferred(trades.Count > 0 ? ExperienceOf(trades) : null),
            RiskTolerance = Stated(stated.RiskTolerance),
            PreferredAssets = stated.AssetTypes.Count > 0
                ? Trait<IReadOnlyList<string>>.Stated(stated.AssetTypes)
                : Preferred(trades, t => t.Asset == Asset.Stock ? "stock" : "option", AssetShare, int.MaxValue),
            PreferredSymbols = Preferred(trades, t => t.Symbol, SymbolShare, MostSymbols),
            PreferredHours = Preferred(trades, t => view.Local(t.EntryAt).Hour, HourShare, int.MaxValue) is { } hours
                ? hours with { Value = [.. hours.Value.Order()] }
                : null,
            Timezone = stated.TimeZoneId == "UTC" ? null : Trait<string>.Stated(stated.TimeZoneId),
        };
    }

    /// <summary>The style that a trader's words mean, the first where they mean several; the words themselves where they mean none.</summary>
    private static string? StyleOf(string? words) => string.IsNullOrWhiteSpace(words) ? null : s_styles
        .Select(s => (s.Style, At: words.IndexOf(s.Word, StringComparison.OrdinalIgnoreCase))).Where(s => s.At >= 0)
        .OrderBy(s => s.At).Select(s => s.Style).FirstOrDefault() ?? words.Trim();

    private static string StyleOf(TimeSpan hold) => hold.TotalMinutes < 15 ? "scalper"
        : hold.TotalDays < 1 ? "day_trader"
        : hold.TotalDays < 30 ? "swing_trader"
        : hold.TotalDays < 180 ? "position_trader"
        : "value_investor";

    private static TimeSpan MedianHold(IReadOnlyList<Trade> trades)
    {
        var holds = trades.Select(t => t.HoldTime!.Value).Order().ToArray();
        return holds.Length % 2 == 1 ? holds[holds.Length / 2] : (holds[(holds.Length / 2) - 1] + holds[holds.Length / 2]) / 2;
    }

    private static string ExperienceOf(IReadOnlyList<Trade> trades)
    {
        var span = trades[^1].ExitAt!.Value - trades.Min(t => t.EntryAt);
        return trades.Count < 100 || span < s_quarter ? "beginner" : trades.Count >= 500 && span >= s_year ? "advanced" : "intermediate";
    }

    private static Trait<IReadOnlyList<T>>? Preferred<T>(IReadOnlyList<Trade> trades, Func<Trade, T> keyOf, double share, int most)
        where T : notnull
    {
        List<T> keys = [.. trades.CountBy(keyOf).Where(c => c.Value >= share * trades.Count).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(most).Select(c => c.Key)];
        return keys.Count == 0 ? null : Trait<IReadOnlyList<T>>.Inferred(keys);
    }

    private static Trait<string>? Stated(string? value) => string.IsNullOrWhiteSpace(value) ? null : Trait<string>.Stated(value.Trim());

    private static Trait<string>? Inferred(string? value) => value is null ? null : Trait<string>.Inferred(value);
}

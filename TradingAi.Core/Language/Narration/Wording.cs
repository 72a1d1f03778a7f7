using System.Globalization;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Questions;

namespace TradingAi.Core.Language.Narration;

/// <summary>How values, trades and restrictions are written for people.</summary>
internal sealed class Wording(JournalView view)
{
    private static readonly string[] s_withoutDecimals = ["JPY", "KRW", "VND", "CLP", "ISK", "HUF", "TWD", "XOF", "XAF", "PYG", "UGX"];

    private static readonly Dictionary<string, string> s_signs = new(StringComparer.Ordinal)
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩",
    };

    /// <summary>Money in the account's currency, rounded to its own decimals: <c>-$1,234.50</c>, <c>¥120,000</c>, <c>CHF 12.00</c>.</summary>
    public string Money(decimal value)
    {
        var currency = view.Journal.Profile.Currency;
        var decimals = s_withoutDecimals.Contains(currency) ? 0 : 2;
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString(decimals == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return (rounded < 0 ? "-" : "") + (s_signs.TryGetValue(currency, out var sign) ? sign + digits : $"{currency} {digits}");
    }

    /// <summary>A quantity in a unit; hours are told as minutes below one, and where <c>minutes</c> are asked for.</summary>
    public string Value(Quantity? value, string unit)
    {
        if (value is not { } quantity)
        {
            return "undefined";
        }

        var number = quantity.Approximate;
        return unit switch
        {
            "currency" => Money(quantity.Exact ?? (decimal)number),
            "fraction" => (number * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%",
            "R" => number.ToString("0.00", CultureInfo.InvariantCulture) + "R",
            "minutes" or "hours" when unit == "minutes" || Math.Abs(number) < 1 => (number * 60).ToString("#,0.0", CultureInfo.InvariantCulture) + " minutes",
            "hours" => number.ToString("0.0", CultureInfo.InvariantCulture) + " hours",
            "ratio" or "rating" or "quantity" => number.ToString("0.00", CultureInfo.InvariantCulture),
            _ => Count(quantity.Exact ?? (decimal)number, unit),
        };
    }

    /// <summary>A key of a grouping.</summary>
    public string Key(Grouping grouping, string key) => grouping switch
    {
        Grouping.Day when DateOnly.TryParseExact(key, "yyyy-MM-dd", out var date) => Dates.Day(date),
        Grouping.Week when DateOnly.TryParseExact(key, "yyyy-MM-dd", out var date) => $"the week of {Dates.Day(date)}",
        Grouping.Month when DateOnly.TryParseExact(key + "-01", "yyyy-MM-dd", out var date) => date.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        Grouping.Quarter => $"Q{key[^1]} {key[..4]}",
        Grouping.Hold => Span(key),
        Grouping.Hour => $"{int.Parse(key, CultureInfo.InvariantCulture):00}:00–{int.Parse(key, CultureInfo.InvariantCulture):00}:59",
        Grouping.Trade when EntityRef.TryParse(key, out var entity) && view.Journal.FindTrade(entity) is { } trade => Trade(trade),
        _ => Plain(key),
    };

    /// <summary>A span of holding times: <c>under 1 hour</c> for <c>&lt;1h</c>.</summary>
    public static string Span(string key) => key switch
    {
        "<1h" => "under 1 hour",
        "1h-1d" => "1 hour to 1 day",
        "1d-1w" => "1 day to 1 week",
        "1w-1mo" => "1 week to 1 month",
        ">1mo" => "over 1 month",
        _ => key,
    };

    /// <summary>A trade in a few words: <c>long AAPL stock, closed 6 February 2026</c>.</summary>
    public string Trade(Trade trade)
    {
        var what = trade.Asset == Asset.Stock ? "stock" : trade.StrategyType is { Length: > 0 } strategy ? Plain(strategy) : "option";
        var when = trade.ExitAt is { } exit && exit < view.AsOf ? $"closed {Dates.Day(view.Date(exit))}" : $"open since {Dates.Day(view.Date(trade.EntryAt))}";
        return $"{(trade.Direction == Direction.Long ? "long" : "short")} {Plain(trade.Symbol)} {what}, {when}";
    }

    /// <summary>Text of the journal as plain words: nothing of Markdown or HTML in it is live, no brackets could pass for a citation.</summary>
    public static string Plain(string text) => PlainName.Line(text);

    /// <summary>What the figures were computed over: <c>on trades in NVDA, entered on Fridays, in March 2026</c>; empty for everything.</summary>
    public string Scope(IReadOnlyList<Condition> conditions, bool trades = true)
    {
        var parts = conditions.Where(c => c is not PeriodCondition and not NotCondition).Select(Phrase).ToList();
        var periods = conditions.OfType<PeriodCondition>().Where(p => !p.IsAll).Select(Phrase);
        var without = conditions.OfType<NotCondition>().Select(Phrase);
        var text = parts.Count > 0 ? (trades ? " on trades " : " ") + string.Join(", ", parts) : "";
        return text + string.Concat(periods.Select(p => " " + p)) + string.Concat(without.Select(w => ", " + w));
    }

    /// <summary>One restriction in words.</summary>
    public string Phrase(Condition condition) => condition switch
    {
        PeriodCondition period => (period.Basis == Basis.Entry ? "opened " : "") + period.Label,
        NotCondition not => "leaving out trades " + string.Join(", ", not.All.Select(Phrase)),
        KeyCondition key => Phrase(key),
        AmountCondition amount => Phrase(amount),
        ResultCondition result => result.Result switch { TradeResult.Win => "that won", TradeResult.Loss => "that lost", _ => "that broke even" },
        TimeOfDayCondition time => $"{(time.Basis == Basis.Entry ? "entered" : "closed")} " + (time.From, time.To) switch
        {
            ({ } from, { } to) => $"from {from:HH:mm} to {to:HH:mm}",
            ({ } from, _) => $"at {from:HH:mm} or later",
            (_, { } to) => $"before {to:HH:mm}",
            _ => "at any time",
        },
        FlagCondition flag => Phrase(flag),
        AfterTradeCondition after => $"entered within {Duration(after.Minutes)} after a {(after.Result switch { TradeResult.Loss => "losing trade", TradeResult.Win => "winning trade", null => "trade", _ => "break-even trade" })}"
            + (after.MinSize is { } size ? $" of {(after.SizeInclusive ? Money(size) + " or more" : "more than " + Money(size))}" : "")
            + (after.SameSymbol ? " in the same symbol" : "") + " was closed",
        AfterStreakCondition streak => streak.Length == 1
            ? $"entered when the last closed trade was a {(streak.Result == TradeResult.Loss ? "loss" : "win")}"
            : $"entered after {streak.Length} {(streak.Result == TradeResult.Loss ? "losses" : "wins")} in a row",
        TradesOfDayCondition day => $"{(day.Basis == Basis.Entry ? "opened" : "closed")} on days with {(day.Min, day.Max) switch
        {
            ({ } min, { } max) when min == max => $"exactly {min}",
            ({ } min, { } max) => $"{min} to {max}",
            ({ } min, _) => $"at least {min}",
            _ => $"at most {day.Max}",
        }} trades {(day.Basis == Basis.Entry ? "opened" : "closed")}",
        NthOfDayCondition nth => nth.Describe() switch { "first" => "that were the first of their day", "last" => "that were the last of their day", var other => $"number {other} of their day" },
        DayResultCondition result => result.Describe(),
        _ => condition.Describe(),
    };

    private static string Count(decimal value, string unit)
    {
        var singular = unit switch { "strategies" => "strategy", "quantity" => "", _ => unit.TrimEnd('s') };
        return value.ToString("#,0.##", CultureInfo.InvariantCulture) + " " + (value == 1 ? singular : unit);
    }

    private static string Duration(double minutes) =>
        minutes % 60 == 0 ? $"{minutes / 60:0} hour{(minutes == 60 ? "" : "s")}" : $"{minutes:0.##} minutes";

    private static string Phrase(KeyCondition key)
    {
        var keys = string.Join(" or ", key.Keys.Select(Plain));
        var verb = key.Basis == Basis.Exit ? "closed" : "entered";
        return key.Grouping switch
        {
            Grouping.Symbol => $"in {keys}",
            Grouping.Asset => keys == "stock" ? "in stocks" : "in options",
            Grouping.Direction => $"on the {keys} side",
            Grouping.Weekday => $"{verb} on a {keys}",
            Grouping.Hour => $"{verb} in hour {keys}",
            Grouping.Hold => $"held {keys}",
            Grouping.Tag => $"tagged {keys}",
            Grouping.Playbook => $"in the playbook {keys}",
            Grouping.StrategyType => $"of the strategy {keys}",
            Grouping.OptionType => $"in {keys.ToLowerInvariant()}s",
            Grouping.Broker => $"at {keys}",
            Grouping.OrderType => $"with a {keys.Replace('_', ' ').ToLowerInvariant()} order",
            Grouping.Mistake => $"with the mistake {keys}",
            Grouping.Rating => $"rated {keys}",
            _ => keys,
        };
    }

    private string Phrase(AmountCondition amount)
    {
        string Write(decimal value) => amount.Measure switch
        {
            Measure.R => $"{value:0.##}R",
            Measure.HoldHours => Hours(value),
            Measure.Shares => Count(value, "shares"),
            Measure.Contracts => Count(value, "contracts"),
            Measure.Rating or Measure.Quantity or Measure.ImpliedVolatility => value.ToString("0.##", CultureInfo.InvariantCulture),
            _ => Money(value),
        };
        var bounds = (amount.Min, amount.Max) switch
        {
            ({ } min, { } max) when min == max => Write(min),
            ({ } min, { } max) => $"between {Write(min)} and {Write(max)}",
            ({ } min, _) => amount.MinInclusive ? Write(min) + " or more" : "more than " + Write(min),
            (_, { } max) => amount.MaxInclusive ? Write(max) + " or less" : "less than " + Write(max),
            _ => "anything",
        };
        return amount.Measure switch
        {
            Measure.Pnl => $"with a result of {bounds}",
            Measure.Loss => $"that lost {bounds}",
            Measure.Win => $"that won {bounds}",
            Measure.R => $"that made {bounds}",
            Measure.HoldHours => $"held {bounds}",
            Measure.Rating => $"rated {bounds}",
            Measure.Quantity => $"of {bounds} shares or contracts",
            Measure.Shares or Measure.Contracts => $"of {bounds}",
            Measure.Notional => $"with a position size of {bounds}",
            Measure.Commissions => $"with commissions of {bounds}",
            Measure.EntryPrice => $"with an entry price of {bounds}",
            _ => $"with an implied volatility of {bounds}",
        };
    }

    private static string Hours(decimal hours) => hours switch
    {
        < 1 => $"{hours * 60:0.##} minutes",
        1 => "1 hour",
        24 => "1 day",
        168 => "1 week",
        >= 48 when hours % 24 == 0 => $"{hours / 24:0} days",
        _ => $"{hours:0.##} hours",
    };

    private static string Phrase(FlagCondition flag) => (flag.Flag, flag.Present) switch
    {
        (TradeFlag.Stop, true) => "with a stop loss",
        (TradeFlag.Stop, false) => "without a stop loss",
        (TradeFlag.Target, true) => "with a target",
        (TradeFlag.Target, false) => "without a target",
        (TradeFlag.ExpiredWorthless, true) => "that expired worthless",
        (TradeFlag.ExpiredWorthless, false) => "that did not expire worthless",
        (TradeFlag.Overnight, true) => "held overnight",
        (TradeFlag.Overnight, false) => "closed on the day they were opened",
        (TradeFlag.Reviewed, true) => "that were reviewed",
        (TradeFlag.Reviewed, false) => "that were not reviewed",
        (var other, var present) => $"{(present ? "with" : "without")} {other switch { TradeFlag.Mistakes => "a recorded mistake", TradeFlag.Rating => "a rating", TradeFlag.Notes => "a note", TradeFlag.Playbook => "a playbook", _ => "tags" }}",
    };
}

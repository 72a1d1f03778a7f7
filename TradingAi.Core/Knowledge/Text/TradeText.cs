using System.Globalization;
using System.Text;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>
/// A trade in words, dates in the trader's time zone and money in their currency:
/// <c>Stock trade: BUY 100 shares of AAPL at $150.00 on 2024-01-15. Exit: SELL at $160.00 on 2024-01-20.
/// P&amp;L: $1000.00 (6.67% gain). Notes: …</c>
/// </summary>
internal static class TradeText
{
    /// <summary>A line that tells the trade from others, such as <c>AAPL long, 2024-01-15, $1000.00</c>.</summary>
    public static string Title(Trade trade, JournalSnapshot journal)
    {
        var what = trade.Asset == Asset.Option ? $"{trade.Symbol} {Contract(trade, journal)}" : trade.Symbol;
        var result = trade.NetPnl is { } pnl ? MoneyText.Sum(pnl, journal.Profile.Currency) : "open";
        return $"{what} {(trade.Direction == Direction.Long ? "long" : "short")}, {Date(trade.EntryAt, journal)}, {result}";
    }

    /// <summary>Everything the journal says of the trade, its playbooks' names and its notes included.</summary>
    public static string Body(Trade trade, JournalSnapshot journal)
    {
        var currency = journal.Profile.Currency;
        var text = new StringBuilder(256);
        var (open, close) = trade.Direction == Direction.Long ? ("BUY", "SELL") : ("SELL", "BUY");
        text.Append(trade.Asset == Asset.Option
            ? $"Option trade: {open} {Number(trade.Quantity)} {Plural(trade.Quantity, "contract")} of {trade.Symbol} {Contract(trade, journal)}"
            : $"Stock trade: {open} {Number(trade.Quantity)} {Plural(trade.Quantity, "share")} of {trade.Symbol}");
        text.Append($" at {MoneyText.Price(trade.EntryPrice, currency)} on {Date(trade.EntryAt, journal)}.");

        if (trade.ExitAt is { } exitAt && trade.ExitPrice is { } exit)
        {
            text.Append(trade.ExpiredWorthless
                ? $" Exit: expired worthless on {Date(exitAt, journal)}."
                : $" Exit: {close} at {MoneyText.Price(exit, currency)} on {Date(exitAt, journal)}.");
            text.Append($" P&L: {MoneyText.Sum(trade.NetPnl!.Value, currency)}{Percent(trade)}.");
        }
        else
        {
            text.Append(" The position is open.");
        }

        AppendDetails(text, trade, currency);
        AppendList(text, "Tags", trade.Tags);
        AppendList(text, "Mistakes", trade.Mistakes);
        AppendList(text, "Playbook", [.. journal.PlaybookNamesOf(trade)]);
        foreach (var note in journal.NotesOf(trade.Ref))
        {
            text.Append("\n\nNotes: ").Append(note.Name).Append(". ").Append(BlockText.FromContent(note.Content).Trim());
        }

        return text.ToString();
    }

    private static void AppendDetails(StringBuilder text, Trade trade, string currency)
    {
        if (trade.HoldTime is { } hold)
        {
            text.Append($" Held {Duration(hold)}.");
        }

        if (trade.R is { } r)
        {
            text.Append(CultureInfo.InvariantCulture, $" Result {r:+0.00;-0.00;0.00}R of {MoneyText.Sum(trade.InitialRisk!.Value, currency)} at risk.");
        }

        AppendPrice(text, "Stop", trade.StopLoss, currency);
        AppendPrice(text, "Target", trade.TakeProfit, currency);
        if (trade.Commissions != 0)
        {
            text.Append($" Commissions: {MoneyText.Sum(trade.Commissions, currency)}.");
        }

        AppendWord(text, "Order", trade.OrderType);
        AppendWord(text, "Strategy", trade.StrategyType);
        AppendWord(text, "View", trade.TradeDirection);
        if (trade.ImpliedVolatility is { } volatility)
        {
            text.Append($" Implied volatility: {Number(volatility)}%.");
        }

        AppendWord(text, "Broker", trade.BrokerageName);
        if (trade.Rating is { } rating)
        {
            text.Append($" Rating: {rating} of 5.");
        }
    }

    private static string Contract(Trade trade, JournalSnapshot journal)
    {
        var parts = new List<string>();
        if (trade.ExpirationAt is { } expiration)
        {
            parts.Add(Date(expiration, journal));
        }

        if (trade.StrikePrice is { } strike)
        {
            parts.Add(MoneyText.Price(strike, journal.Profile.Currency));
        }

        parts.Add(trade.OptionType ?? "option");
        return string.Join(' ', parts);
    }

    // Of what was paid or received at entry.
    private static string Percent(Trade trade)
    {
        if (trade.Notional == 0)
        {
            return "";
        }

        var percent = decimal.Round(trade.NetPnl!.Value / trade.Notional * 100, 2, MidpointRounding.AwayFromZero);
        var word = trade.NetPnl > 0 ? "gain" : trade.NetPnl < 0 ? "loss" : "break-even";
        return string.Create(CultureInfo.InvariantCulture, $" ({Math.Abs(percent):0.00}% {word})");
    }

    private static string Duration(TimeSpan hold)
    {
        var (value, unit) = hold.TotalHours < 1 ? (hold.TotalMinutes, "minute")
            : hold.TotalDays < 2 ? (hold.TotalHours, "hour")
            : (hold.TotalDays, "day");
        var rounded = decimal.Round((decimal)value, 1);
        return $"{Number(rounded)} {Plural(rounded, unit)}";
    }

    private static void AppendPrice(StringBuilder text, string label, decimal? price, string currency)
    {
        if (price is { } value)
        {
            text.Append($" {label}: {MoneyText.Price(value, currency)}.");
        }
    }

    private static void AppendWord(StringBuilder text, string label, string? word)
    {
        if (!string.IsNullOrWhiteSpace(word))
        {
            text.Append($" {label}: {word}.");
        }
    }

    private static void AppendList(StringBuilder text, string label, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            text.Append($" {label}: {string.Join(", ", words)}.");
        }
    }

    private static string Date(DateTimeOffset instant, JournalSnapshot journal) =>
        TimeZoneInfo.ConvertTime(instant, journal.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Plural(decimal count, string noun) => count == 1 ? noun : noun + "s";
}

namespace TradingAi.Core.Journal.Rows;

/// <summary>
/// Reads stock and option rows. Bounds keep every later sum and ratio within <see cref="decimal"/>: prices and quantities up
/// to 10⁹ with 9 decimals.
/// </summary>
internal static class TradeRows
{
    private const decimal MaxPrice = 1_000_000_000m;
    private const decimal MaxQuantity = 1_000_000_000m;
    private const decimal MaxCommissions = 1_000_000_000m;
    private const int MaxWords = 2_000;

    // The older timestamps are cut to whole seconds, so an exit can seem to come up to a second before its entry.
    private static readonly TimeSpan s_resolution = TimeSpan.FromSeconds(1);

    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly TimeOnly s_expiryTime = new(16, 0);

    /// <summary>Reads a stock trade.</summary>
    public static Trade ReadStock(FieldReader fields, ICollection<RowProblem> warnings)
    {
        var entryAt = fields.RequiredTime("entry_date");
        var exitPrice = Price(fields, "exit_price");
        var exitAt = ExitTime(fields, entryAt);
        WarnOfHalfAnExit(fields, exitPrice, exitAt, warnings);
        return new Trade
        {
            Ref = new EntityRef(EntityType.Stock, fields.RequiredId("id")),
            Symbol = Symbol(fields),
            Direction = fields.RequiredChoice("trade_type", "BUY", "SELL") == "SELL" ? Direction.Short : Direction.Long,
            OrderType = fields.Choice("order_type", "MARKET", "LIMIT", "STOP", "STOP_LIMIT"),
            Quantity = fields.RequiredNumber("number_shares", 0, MaxQuantity, exclusive: true),
            EntryPrice = fields.RequiredNumber("entry_price", 0, MaxPrice),
            EntryAt = entryAt,
            ExitPrice = exitPrice,
            ExitAt = exitAt,
            StopLoss = Price(fields, "stop_loss"),
            TakeProfit = Price(fields, "take_profit"),
            Commissions = Commissions(fields),
            BrokerageName = fields.Text("brokerage_name", MaxWords),
            Reviewed = fields.Flag("reviewed"),
            Rating = Rating(fields),
            Mistakes = Mistakes(fields),
            Tags = fields.Texts("tags"),
            PlaybookIds = fields.Texts("playbook_ids"),
        };
    }

    /// <summary>
    /// Reads an option trade. One that is <c>closed</c> without an exit price expired worthless: exit price 0 at its exit
    /// date, else at its expiration. Where status and exit fields disagree otherwise, the exit fields count.
    /// </summary>
    public static Trade ReadOption(FieldReader fields, ICollection<RowProblem> warnings)
    {
        var entryAt = fields.RequiredTime("entry_date");
        var expirationAt = Expiration(fields);
        var status = fields.RequiredChoice("status", "open", "closed");
        var exitPrice = Price(fields, "exit_price");
        var exitAt = ExitTime(fields, entryAt);
        var expired = status == "closed" && exitPrice is null;
        if (expired)
        {
            exitPrice = 0;
            exitAt ??= Later(expirationAt, entryAt);
        }
        else if (status == "open" && exitPrice is not null && exitAt is not null)
        {
            warnings.Add(new RowProblem(fields.NameOf("status"), "status is open, but there is an exit: counted as closed."));
        }
        else if (status == "closed" && exitAt is null)
        {
            warnings.Add(new RowProblem(fields.NameOf("status"), "status is closed, but exit_date is missing: counted as open."));
        }
        else
        {
            WarnOfHalfAnExit(fields, exitPrice, exitAt, warnings);
        }

        return new Trade
        {
            Ref = new EntityRef(EntityType.Option, fields.RequiredId("id")),
            Symbol = Symbol(fields),
            Direction = fields.Choice("side", "long", "short") == "short" ? Direction.Short : Direction.Long,
            StrategyType = fields.Text("strategy_type", MaxWords),
            TradeDirection = fields.Choice("trade_direction", "Bullish", "Bearish", "Neutral"),
            OptionType = fields.RequiredChoice("option_type", "Call", "Put"),
            StrikePrice = fields.RequiredNumber("strike_price", 0, MaxPrice, exclusive: true),
            ExpirationAt = expirationAt,
            ImpliedVolatility = fields.Number("implied_volatility", 0, 100),
            Quantity = fields.RequiredNumber("number_of_contracts", 0, MaxQuantity, exclusive: true),
            EntryPrice = fields.RequiredNumber("entry_price", 0, MaxPrice),
            EntryAt = entryAt,
            ExitPrice = exitPrice,
            ExitAt = exitAt,
            ExpiredWorthless = expired,
            Commissions = Commissions(fields),
            Reviewed = fields.Flag("reviewed"),
            Rating = Rating(fields),
            Mistakes = Mistakes(fields),
            Tags = fields.Texts("tags"),
            PlaybookIds = fields.Texts("playbook_ids"),
        };
    }

    private static string Symbol(FieldReader fields)
    {
        var symbol = fields.RequiredText("symbol", 32);
        if (symbol.Any(char.IsControl))
        {
            fields.Refuse("symbol", "must not hold control characters.");
        }

        return symbol;
    }

    private static decimal? Price(FieldReader fields, string name) => fields.Number(name, 0, MaxPrice);

    private static decimal Commissions(FieldReader fields) => fields.Number("commissions", 0, MaxCommissions) ?? 0;

    private static int? Rating(FieldReader fields) => fields.WholeNumber("trade_ratings", 1, 5);

    private static string[] Mistakes(FieldReader fields) =>
        fields.Text("mistakes", MaxWords)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static DateTimeOffset? ExitTime(FieldReader fields, DateTimeOffset entryAt)
    {
        var exitAt = fields.Time("exit_date");
        if (exitAt is { } exit && exit < entryAt)
        {
            if (entryAt - exit > s_resolution)
            {
                fields.Refuse("exit_date", "is before the entry.");
            }

            return entryAt;
        }

        return exitAt;
    }

    private static DateTimeOffset Expiration(FieldReader fields)
    {
        if (fields.Find("expiration_date") is { ValueKind: System.Text.Json.JsonValueKind.String } value
            && Timestamp.TryParseDate(value.GetString().AsSpan().Trim(), out var date))
        {
            var local = date.ToDateTime(s_expiryTime);
            return new DateTimeOffset(local, s_newYork.GetUtcOffset(local)).ToUniversalTime();
        }

        return fields.RequiredTime("expiration_date");
    }

    // An option bought in the last minutes of its last day can expire "before" its entry; it is never held for less than nothing.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static void WarnOfHalfAnExit(
        FieldReader fields, decimal? exitPrice, DateTimeOffset? exitAt, ICollection<RowProblem> warnings)
    {
        if (exitPrice is null != exitAt is null)
        {
            var missing = fields.NameOf(exitPrice is null ? "exit_price" : "exit_date");
            warnings.Add(new RowProblem(missing, $"{missing} is missing beside the other exit field: counted as open."));
        }
    }
}

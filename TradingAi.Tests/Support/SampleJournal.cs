using System.Globalization;
using System.Text.Json;
using TradingAi.Core.Journal;

namespace TradingAi.Tests.Support;

/// <summary>The sample journal as a snapshot, read without any storage.</summary>
internal static class SampleJournal
{
    /// <summary>The present of the sample's questions.</summary>
    public static DateTimeOffset AsOf { get; } = new(2026, 10, 31, 4, 59, 59, TimeSpan.Zero);

    private static readonly Lazy<JournalSnapshot> s_snapshot = new(() => Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json"))));

    /// <summary>The snapshot, read once.</summary>
    public static JournalSnapshot Snapshot => s_snapshot.Value;

    private static JournalSnapshot Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var profile = root.GetProperty("user_profile");
        return new JournalSnapshot(
            1,
            new UserProfile { TimeZoneId = Text(profile, "timezone")!, Currency = Text(profile, "currency")! },
            [.. root.GetProperty("stocks").EnumerateArray().Where(IsLive).Select(Stock), .. root.GetProperty("options").EnumerateArray().Where(IsLive).Select(Option)],
            root.GetProperty("trade_notes").EnumerateArray().Select(n => new TradeNote
            {
                Id = Text(n, "id")!, Name = Text(n, "name")!, Content = Text(n, "content")!, CreatedAt = Instant(n, "created_at")!.Value,
                Trade = Text(n, "stock_trade_id") is { } s ? new EntityRef(EntityType.Stock, s) : Text(n, "option_trade_id") is { } o ? new EntityRef(EntityType.Option, o) : null,
            }),
            root.GetProperty("notebook").EnumerateArray().Where(IsLive).Select(n => new NotebookEntry
            {
                Id = Text(n, "id")!, Title = Text(n, "title")!, Content = Text(n, "content")!, CreatedAt = Instant(n, "created_at")!.Value, Tags = Texts(n, "tags"),
            }),
            root.GetProperty("playbooks").EnumerateArray().Select(p => new Playbook
            {
                Id = Text(p, "id")!, Name = Text(p, "name")!, Description = Text(p, "description")!, CreatedAt = Instant(p, "created_at")!.Value,
            }));
    }

    private static Trade Stock(JsonElement row) => new()
    {
        Ref = new EntityRef(EntityType.Stock, Text(row, "id")!),
        Symbol = Text(row, "symbol")!,
        Direction = Text(row, "tradeType") == "SELL" ? Direction.Short : Direction.Long,
        Quantity = Number(row, "numberShares")!.Value,
        EntryPrice = Number(row, "entryPrice")!.Value,
        ExitPrice = Number(row, "exitPrice"),
        EntryAt = Instant(row, "entryDate")!.Value,
        ExitAt = Instant(row, "exitDate"),
        Commissions = Number(row, "commissions") ?? 0,
        StopLoss = Number(row, "stopLoss"),
        TakeProfit = Number(row, "takeProfit"),
        OrderType = Text(row, "orderType"),
        BrokerageName = Text(row, "brokerageName"),
        Rating = (int?)Number(row, "tradeRatings"),
        Reviewed = row.GetProperty("reviewed").ValueKind == JsonValueKind.True,
        Mistakes = Text(row, "mistakes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Tags = Texts(row, "tags"),
        PlaybookIds = Texts(row, "playbookIds"),
    };

    private static Trade Option(JsonElement row)
    {
        var expires = Instant(row, "expiration_date");
        var exit = Number(row, "exit_price");
        var worthless = Text(row, "status") == "closed" && exit is null;
        return new Trade
        {
            Ref = new EntityRef(EntityType.Option, Text(row, "id")!),
            Symbol = Text(row, "symbol")!,
            Direction = Text(row, "side") == "short" ? Direction.Short : Direction.Long,
            Quantity = Number(row, "number_of_contracts")!.Value,
            EntryPrice = Number(row, "entry_price")!.Value,
            ExitPrice = worthless ? 0 : exit,
            EntryAt = Instant(row, "entry_date")!.Value,
            ExitAt = worthless ? Instant(row, "exit_date") ?? expires : Instant(row, "exit_date"),
            ExpiredWorthless = worthless,
            Commissions = Number(row, "commissions") ?? 0,
            StrategyType = Text(row, "strategy_type"),
            OptionType = Text(row, "option_type"),
            TradeDirection = Text(row, "trade_direction"),
            StrikePrice = Number(row, "strike_price"),
            ExpirationAt = expires,
            ImpliedVolatility = Number(row, "implied_volatility"),
            Rating = (int?)Number(row, "trade_ratings"),
            Mistakes = Text(row, "mistakes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Tags = Texts(row, "tags"),
            PlaybookIds = Texts(row, "playbook_ids"),
        };
    }

    private static bool IsLive(JsonElement row) =>
        !((row.TryGetProperty("isDeleted", out var deleted) || row.TryGetProperty("is_deleted", out deleted)) && deleted.ValueKind == JsonValueKind.True);

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null } : null;

    private static decimal? Number(JsonElement row, string name) =>
        Text(row, name) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Instant(JsonElement row, string name) => Text(row, name) is not { } text ? null
        : text.Length == 10 ? new DateTimeOffset(DateTime.Parse(text + "T20:00:00", CultureInfo.InvariantCulture), TimeSpan.Zero)
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string[] Texts(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String ? t.GetString()! : t.GetRawText())];
}

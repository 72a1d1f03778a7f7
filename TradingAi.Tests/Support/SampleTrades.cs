using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Core.Journal;

namespace TradingAi.Tests.Support;

/// <summary>
/// Reads the trades and playbooks of samples/journal.json by a path of its own, so that tests of what is computed from
/// a journal do not lean on the import.
/// </summary>
internal static class SampleTrades
{
    /// <summary>The sample's present: the end of 30 October 2026 in Chicago.</summary>
    public static DateTimeOffset AsOf { get; } = DateTimeOffset.Parse("2026-10-31T04:59:59Z", CultureInfo.InvariantCulture);

    /// <summary>The sample journal without its writings.</summary>
    public static JournalSnapshot Journal { get; } = Read();

    private static JournalSnapshot Read()
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json")))!;
        var trades = Rows(root, "stocks").Where(r => r["isDeleted"]?.GetValue<bool>() != true).Select(Stock)
            .Concat(Rows(root, "options").Where(r => r["is_deleted"]?.GetValue<bool>() != true).Select(Option));
        var playbooks = Rows(root, "playbooks").Select(r => new Playbook
        {
            Id = Text(r, "id")!, Name = Text(r, "name")!, CreatedAt = Instant(r, "created_at")!.Value,
        });
        return new JournalSnapshot(1, new UserProfile { TimeZoneId = "America/Chicago" }, trades, [], [], playbooks);
    }

    private static Trade Stock(JsonNode r) => new()
    {
        Ref = new EntityRef(EntityType.Stock, Text(r, "id")!),
        Symbol = Text(r, "symbol")!,
        Direction = Text(r, "tradeType") == "BUY" ? Direction.Long : Direction.Short,
        Quantity = Number(r, "numberShares")!.Value,
        EntryPrice = Number(r, "entryPrice")!.Value,
        ExitPrice = Number(r, "exitPrice"),
        EntryAt = Instant(r, "entryDate")!.Value,
        ExitAt = Instant(r, "exitDate"),
        Commissions = Number(r, "commissions") ?? 0,
        StopLoss = Number(r, "stopLoss"),
        Mistakes = Mistakes(r),
        Tags = List(r, "tags"),
        PlaybookIds = List(r, "playbookIds"),
    };

    private static Trade Option(JsonNode r)
    {
        var worthless = Text(r, "status") == "closed" && Number(r, "exit_price") is null;
        return new Trade
        {
            Ref = new EntityRef(EntityType.Option, Text(r, "id")!),
            Symbol = Text(r, "symbol")!,
            Direction = Text(r, "side") == "short" ? Direction.Short : Direction.Long,
            Quantity = Number(r, "number_of_contracts")!.Value,
            EntryPrice = Number(r, "entry_price")!.Value,
            ExitPrice = worthless ? 0 : Number(r, "exit_price"),
            EntryAt = Instant(r, "entry_date")!.Value,
            ExitAt = Instant(r, "exit_date") ?? (worthless ? Instant(r, "expiration_date") : null),
            Commissions = Number(r, "commissions") ?? 0,
            StrategyType = Text(r, "strategy_type"),
            Mistakes = Mistakes(r),
            Tags = List(r, "tags"),
            PlaybookIds = List(r, "playbook_ids"),
        };
    }

    private static IEnumerable<JsonNode> Rows(JsonNode root, string name) => root[name]!.AsArray().Select(r => r!);

    private static string? Text(JsonNode row, string name) => row[name]?.ToString() is { Length: > 0 } text ? text : null;

    private static decimal? Number(JsonNode row, string name) =>
        Text(row, name) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Instant(JsonNode row, string name) => Text(row, name) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    private static IReadOnlyList<string> List(JsonNode row, string name) => [.. row[name]!.AsArray().Select(x => x!.ToString())];

    private static IReadOnlyList<string> Mistakes(JsonNode row) =>
        (Text(row, "mistakes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

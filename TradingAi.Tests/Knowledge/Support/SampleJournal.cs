using System.Globalization;
using System.Text.Json;
using TradingAi.Core.Journal;

namespace TradingAi.Tests.Knowledge.Support;

/// <summary>The live entities of samples/journal.json, read for tests without the import they would otherwise depend on.</summary>
internal static class SampleJournal
{
    public static JournalSnapshot Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json")));
        var root = file.RootElement;
        return new JournalSnapshot(
            1,
            new UserProfile { TimeZoneId = Text(root.GetProperty("user_profile"), "timezone")!, Currency = Text(root.GetProperty("user_profile"), "currency")! },
            Live(root, "stocks").Select(Stock).Concat(Live(root, "options").Select(Option)),
            Live(root, "trade_notes").Select(Note),
            Live(root, "notebook").Select(entry => new NotebookEntry
            {
                Id = Text(entry, "id")!, Title = Text(entry, "title")!, Content = Text(entry, "content")!, Tags = Texts(entry, "tags"), CreatedAt = At(entry, "created_at")!.Value,
            }),
            Live(root, "playbooks").Select(playbook => new Playbook
            {
                Id = Text(playbook, "id")!,
                Name = Text(playbook, "name")!,
                Description = Text(playbook, "description")!,
                Rules = [.. playbook.GetProperty("rules").EnumerateArray().Select(rule => new PlaybookRule(Text(rule, "kind")!, Text(rule, "text")!))],
                CreatedAt = At(playbook, "created_at")!.Value,
            }));
    }

    /// <summary>Every live entity.</summary>
    public static IEnumerable<EntityRef> References(JournalSnapshot journal) =>
        journal.Trades.Select(trade => trade.Ref)
            .Concat(journal.TradeNotes.Select(note => note.Ref))
            .Concat(journal.Notebooks.Select(entry => entry.Ref))
            .Concat(journal.Playbooks.Select(playbook => playbook.Ref));

    private static IEnumerable<JsonElement> Live(JsonElement root, string list) =>
        root.GetProperty(list).EnumerateArray().Where(row =>
            !(row.TryGetProperty("is_deleted", out var deleted) || row.TryGetProperty("isDeleted", out deleted)) || deleted.ValueKind != JsonValueKind.True);

    private static Trade Stock(JsonElement row) => new()
    {
        Ref = new EntityRef(EntityType.Stock, Text(row, "id")!),
        Symbol = Text(row, "symbol")!,
        Direction = Text(row, "tradeType") == "BUY" ? Direction.Long : Direction.Short,
        Quantity = Number(row, "numberShares")!.Value,
        EntryPrice = Number(row, "entryPrice")!.Value,
        ExitPrice = Number(row, "exitPrice"),
        StopLoss = Number(row, "stopLoss"),
        Commissions = Number(row, "commissions") ?? 0,
        EntryAt = At(row, "entryDate")!.Value,
        ExitAt = At(row, "exitDate"),
        Mistakes = Text(row, "mistakes")?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        Tags = Texts(row, "tags"),
        PlaybookIds = Texts(row, "playbookIds"),
    };

    private static Trade Option(JsonElement row) => new()
    {
        Ref = new EntityRef(EntityType.Option, Text(row, "id")!),
        Symbol = Text(row, "symbol")!,
        Direction = Text(row, "side") == "short" ? Direction.Short : Direction.Long,
        Quantity = Number(row, "number_of_contracts")!.Value,
        EntryPrice = Number(row, "entry_price")!.Value,
        ExitPrice = Number(row, "exit_price"),
        Commissions = Number(row, "commissions") ?? 0,
        EntryAt = At(row, "entry_date")!.Value,
        ExitAt = At(row, "exit_date"),
        StrategyType = Text(row, "strategy_type"),
        OptionType = Text(row, "option_type"),
        StrikePrice = Number(row, "strike_price"),
        Mistakes = Text(row, "mistakes")?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        Tags = Texts(row, "tags"),
        PlaybookIds = Texts(row, "playbook_ids"),
    };

    private static TradeNote Note(JsonElement row) => new()
    {
        Id = Text(row, "id")!,
        Name = Text(row, "name")!,
        Content = Text(row, "content")!,
        Trade = Text(row, "stock_trade_id") is { } stock ? new EntityRef(EntityType.Stock, stock)
            : Text(row, "option_trade_id") is { } option ? new EntityRef(EntityType.Option, option)
            : null,
        CreatedAt = At(row, "created_at")!.Value,
    };

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static decimal? Number(JsonElement row, string name) =>
        Text(row, name) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? At(JsonElement row, string name) =>
        Text(row, name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    private static string[] Texts(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.ToString())] : [];
}

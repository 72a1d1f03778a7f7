using System.Globalization;
using System.Text.Json.Nodes;

namespace TradingAi.Functions.Demo;

/// <summary>Events of a few new trades, as the journal's backend sends them.</summary>
internal static class DemoEvents
{
    private static readonly (int Id, string Symbol, decimal Entry, decimal Exit, decimal Shares, string Tag)[] s_trades =
    [
        (90001, "NVDA", 182.40m, 186.15m, 80m, "demo"),
        (90002, "TSLA", 402.10m, 398.75m, 30m, "demo"),
        (90003, "AMD", 214.60m, 219.05m, 60m, "demo"),
    ];

    /// <summary>The events, each with its id; the trades closed within the last hours.</summary>
    public static IEnumerable<(string Id, JsonObject Event)> Make(DateTimeOffset now) => s_trades.Select((trade, n) =>
    {
        var (entry, exit) = (now.AddHours(-3 + n), now.AddHours(-2 + n).AddMinutes(-30));
        return ($"demo-{trade.Id}-{now.ToUnixTimeMilliseconds()}", new JsonObject
        {
            ["type"] = "stock.created",
            ["user_id"] = DemoServices.User,
            ["occurred_at"] = Text(now),
            ["version"] = now.ToUnixTimeSeconds(),
            ["data"] = new JsonObject
            {
                ["id"] = trade.Id,
                ["symbol"] = trade.Symbol,
                ["tradeType"] = "BUY",
                ["orderType"] = "LIMIT",
                ["entryPrice"] = trade.Entry,
                ["exitPrice"] = trade.Exit,
                ["numberShares"] = trade.Shares,
                ["commissions"] = 1.00m,
                ["entryDate"] = Text(entry),
                ["exitDate"] = Text(exit),
                ["tags"] = new JsonArray(trade.Tag),
                ["playbookIds"] = new JsonArray(),
                ["isDeleted"] = false,
                ["createdAt"] = Text(exit),
                ["updatedAt"] = Text(now),
            },
        });
    });

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

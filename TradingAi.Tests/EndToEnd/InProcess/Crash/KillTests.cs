using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd.InProcess.Crash;

/// <summary><c>TRADINGAI_KILLS</c> says how often the process is killed; 3 times unless it is set.</summary>
public sealed class KillTests
{
    private const int Stocks = 40;
    private const int Seed = 20261101;

    private static readonly int s_kills =
        int.TryParse(Environment.GetEnvironmentVariable("TRADINGAI_KILLS"), out var kills) ? kills : 3;

    [Fact]
    public async Task Whenever_the_process_dies_the_outbox_drains_and_the_vectors_equal_the_live_entities()
    {
        using var directory = new TemporaryDirectory();
        var random = new Random(Seed);
        var app = await ChildApp.StartAsync(directory.Path);
        try
        {
            for (var kill = 0; kill < s_kills; kill++)
            {
                var (user, journal) = (AppFixture.NewUser(), Excerpt(random));

                // Import and vectorization in turn; the instants are spread over the whole of either.
                var duringImport = kill % 2 == 0;
                var instant = TimeSpan.FromMilliseconds(random.Next(duringImport ? 300 : 3_000));
                var answered = await ImportAndKillAsync(app, user, journal, duringImport, instant);
                await app.DisposeAsync();

                app = await ChildApp.StartAsync(directory.Path);
                using var client = app.CreateClient(user);
                if (!answered)
                {
                    await client.ImportAsync(journal);
                }

                await VerifyAsync(client, journal, directory.Path, user, $"kill {kill}, {instant.TotalMilliseconds} ms, answered {answered}");
            }
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <returns>True if the import was answered: then nothing needs to be sent again.</returns>
    private static async Task<bool> ImportAndKillAsync(ChildApp app, string user, JsonObject journal, bool duringImport, TimeSpan instant)
    {
        using var client = app.CreateClient(user);
        var import = client.PostAsJsonAsync("journal/import", journal);
        if (!duringImport)
        {
            (await import).EnsureSuccessStatusCode();
        }

        // Where the instant falls is arbitrary on purpose; no assertion depends on it.
        await Task.Delay(instant);
        await app.KillAsync();
        try
        {
            return (await import).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task VerifyAsync(HttpClient client, JsonObject journal, string directory, string user, string when)
    {
        var status = await client.WaitUntilIndexedAsync();
        var entities = EntitiesOf(journal);
        Assert.True(
            ((int)status["entities"]!, (int)status["indexed"]!, (int)status["failed"]!) == (entities.Count, entities.Count, 0),
            $"{when}: {status.ToJsonString()}, {entities.Count} expected");
        StoredVectors.AssertEqual(entities, directory, user, when);
    }

    /// <summary>Some of the sample's stock trades in a row, with their notes, and a playbook.</summary>
    private static JsonObject Excerpt(Random random)
    {
        var sample = Api.Sample();
        var stocks = sample["stocks"]!.AsArray();
        var chosen = stocks.Skip(random.Next(stocks.Count - Stocks)).Take(Stocks).ToArray();
        var ids = chosen.Select(stock => (int)stock!["id"]!).ToHashSet();
        return new JsonObject
        {
            ["user_profile"] = sample["user_profile"]!.DeepClone(),
            ["stocks"] = Copy(chosen),
            ["trade_notes"] = Copy(sample["trade_notes"]!.AsArray().Where(note => (int?)note!["stock_trade_id"] is { } id && ids.Contains(id))),
            ["playbooks"] = Copy(sample["playbooks"]!.AsArray().Take(1)),
        };
    }

    private static JsonArray Copy(IEnumerable<JsonNode?> rows) => [.. rows.Select(row => row!.DeepClone())];

    private static IReadOnlyList<string> EntitiesOf(JsonObject journal)
    {
        return [.. Refs("stock", "stocks"), .. Refs("trade_note", "trade_notes"), .. Refs("playbook", "playbooks")];

        IEnumerable<string> Refs(string type, string collection) =>
            journal[collection]!.AsArray().Where(row => (bool?)row!["isDeleted"] is not true).Select(row => $"{type}:{row!["id"]}");
    }
}

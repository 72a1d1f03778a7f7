namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

public sealed class WakeUpTests
{
    private const int Users = 8;
    private const int EventsEach = 30;

    private const string Secret = "whsec_c2VjcmV0IG9mIHRoZSB3YWtlLXVwIHRlc3RzIQ==";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Each event is sent just as the drain comes to the end of the one before, and must be indexed before the next is sent, so
    /// that no later signal makes good for a lost one. The batch timer does not run.
    /// </summary>
    [Fact]
    public async Task An_event_that_arrives_as_the_drain_ends_is_not_left_waiting()
    {
        var indexer = new ScriptedIndexer();
        await using var app = await indexer.StartAppAsync(new()
        {
            ["WEBHOOK_SECRETS"] = Secret,
            ["BATCH_VECTORIZATION_INTERVAL_MINUTES"] = "1440",
        });
        await Task.WhenAll(Enumerable.Range(1, Users).Select(number => SendAsync(app, indexer, $"user{number}", new Random(number))));
    }

    private static async Task SendAsync(RealApp app, ScriptedIndexer indexer, string user, Random random)
    {
        using var client = app.CreateClient(user);
        for (var number = 1; number <= EventsEach; number++)
        {
            using var change = Api.Event(Secret, user, "stock.created", Api.Stock(number));
            await (await client.SendAsync(change)).DataAsync(202);
            await indexer.IndexedAsync(user, $"stock:{number}").WaitAsync(s_patience);

            // From here on the drain completes the item, finds nothing more and goes to sleep: some milliseconds in all.
            await Task.Delay(random.Next(12));
        }

        var status = await client.WaitUntilIndexedAsync();
        Assert.Equal((EventsEach, 0), ((int)status["indexed"]!, (int)status["failed"]!));
    }
}

namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

public sealed class FailingEntityTests
{
    private const string Poisonous = "stock:13";
    private const int Entities = 30;

    [Fact]
    public async Task An_entity_that_always_fails_is_counted_as_failed_keeps_nobody_up_and_can_be_tried_again()
    {
        var indexer = new ScriptedIndexer
        {
            Before = entity => entity.ToString() == Poisonous ? throw new InvalidOperationException("This one never works.") : Task.CompletedTask,
        };

        // The eight attempts are two to 128 seconds apart, by the app's clock.
        await using var app = await indexer.StartAppAsync([], new QuickTime(100));
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, Entities).Select(number => Api.Stock(number))]));
        var status = await client.WaitUntilIndexedAsync();
        Assert.Equal(
            (Entities, Entities - 1, 1), ((int)status["entities"]!, (int)status["indexed"]!, (int)status["failed"]!));

        var healed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        indexer.Before = _ => healed.Task;
        var retried = await (await client.PostAsync("journal/retry", null)).DataAsync();
        Assert.Equal(1, (int)retried["retried"]!);
        status = await client.GetDataAsync("journal/status");
        Assert.Equal((1, 0), ((int)status["pending"]!, (int)status["failed"]!));

        healed.SetResult();
        status = await client.WaitUntilIndexedAsync();
        Assert.Equal((Entities, 0), ((int)status["indexed"]!, (int)status["failed"]!));
    }
}

using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class UserActivityTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_user_who_only_asks_counts_as_active()
    {
        await using var app = await RealApp.StartAsync([]);
        var before = DateTimeOffset.UtcNow;
        using var client = app.CreateClient("reader");
        await client.GetDataAsync("analytics");

        // It is written beside the request.
        var users = app.Services.GetRequiredService<IUserDirectory>();
        using var bound = new CancellationTokenSource(s_patience);
        while ((await users.ActiveSinceAsync(before, bound.Token)).All(user => user.Value != "reader"))
        {
            await Task.Delay(20, bound.Token);
        }
    }

    [Fact]
    public async Task Nobody_is_active_through_a_request_that_was_refused()
    {
        await using var app = await RealApp.StartAsync([]);
        using var refused = app.CreateClient("../x");
        await (await refused.GetAsync("analytics")).ProblemAsync(400);
        using var other = app.CreateClient("ann");
        await (await other.GetAsync("analytics?user_id=bob")).ProblemAsync(400);
        var users = app.Services.GetRequiredService<IUserDirectory>();
        Assert.Empty(await users.ActiveSinceAsync(DateTimeOffset.MinValue, TestContext.Current.CancellationToken));
    }
}

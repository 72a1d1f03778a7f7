using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.Operations.Redis;

public sealed class SharedSpendTests
{
    private static readonly UserId s_anna = UserId.Parse("anna");
    private static readonly VendorUsage s_twelveCents = new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1_000_000);
    private static readonly DateOnly s_day = new(2026, 3, 1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_budget_holds_over_all_instances()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = Instance(server);
        await using var other = Instance(server);
        await one.GetRequiredService<ICostLedger>().RecordAsync(s_anna, s_twelveCents, CancellationToken.None);
        await other.GetRequiredService<ICostLedger>().EnsureWithinBudgetAsync(s_anna, Vendor.Gemini, CancellationToken.None);
        await other.GetRequiredService<ICostLedger>().RecordAsync(s_anna, s_twelveCents, CancellationToken.None);

        foreach (var instance in new[] { one, other })
        {
            var refused = await Assert.ThrowsAsync<VendorException>(async () =>
                await instance.GetRequiredService<ICostLedger>().EnsureWithinBudgetAsync(s_anna, Vendor.Gemini, CancellationToken.None));
            Assert.Equal((VendorFailure.OverBudget, TimeSpan.FromHours(12)), (refused.Failure, refused.RetryAfter));
        }
    }

    [Fact]
    public async Task What_was_spent_while_redis_was_away_is_told_afterwards()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = Instance(server);
        await using var other = Instance(server);
        var spend = one.GetRequiredService<IDailySpend>();
        await spend.AddAsync(s_day, s_anna, 1m, CancellationToken.None);
        await server.KillAsync();

        await spend.AddAsync(s_day, s_anna, 0.000_000_12m, CancellationToken.None);
        await spend.AddAsync(s_day, null, 5m, CancellationToken.None);

        Assert.Equal(new Spent(1.000_000_12m, 6.000_000_12m), await spend.ReadAsync(s_day, s_anna, CancellationToken.None));
        await server.RestartAsync();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var read = default(Spent);
        for (var more = 0m; read == default || read.InAll < 5; more += 0.01m)
        {
            await Task.Delay(50, bound.Token);
            _time.Advance(TimeSpan.FromSeconds(2));
            await spend.AddAsync(s_day, null, 0.01m, CancellationToken.None);
            read = await other.GetRequiredService<IDailySpend>().ReadAsync(s_day, s_anna, CancellationToken.None);
        }

        // What Redis itself forgot with its memory is gone; what it was never told is not.
        Assert.Equal(0.000_000_12m, read.ByUser);
    }

    [Fact]
    public async Task No_user_id_stands_in_a_key_as_it_is_where_it_is_no_plain_one()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = Instance(server);
        var user = UserId.Parse("Anna_Smith");
        await one.GetRequiredService<ICostLedger>().RecordAsync(user, s_twelveCents, CancellationToken.None);

        var key = Assert.Single(await server.KeysAsync());

        Assert.Equal("tradingai:spend:2026-03-01", key);
        var text = await server.TextOfAsync(key);
        Assert.Contains($"user:{user.Key}=120000000000", text);
        Assert.DoesNotContain(user.Value, text);
    }

    private ServiceProvider Instance(RedisServer server) => OperationsHarness.Create(
        _time, ("REDIS_CONNECTION", server.Connection), ("BUDGET_USD_PER_USER_PER_DAY", "0.24"));
}

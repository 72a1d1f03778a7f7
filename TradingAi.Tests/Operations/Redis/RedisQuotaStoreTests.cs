using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations.Redis;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Tests.Operations.Redis;

public sealed class RedisQuotaStoreTests : QuotaStoreContract
{
    private readonly List<IAsyncDisposable> _made = [];

    private protected override async Task<IQuotaStore> CreateAsync() => (await TwoInstancesAsync()).First;

    [Fact]
    public async Task Two_instances_share_one_limit()
    {
        var (one, other, _) = await TwoInstancesAsync();
        var limit = new QuotaLimit(2, 0, TimeSpan.FromHours(1));

        Assert.NotNull((await one.TryTakeAsync("k", limit, 0, CancellationToken.None)).LeaseId);
        Assert.NotNull((await other.TryTakeAsync("k", limit, 0, CancellationToken.None)).LeaseId);
        Assert.Null((await one.TryTakeAsync("k", limit, 0, CancellationToken.None)).LeaseId);
        Assert.Null((await other.TryTakeAsync("k", limit, 0, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task What_an_instance_that_died_held_is_given_up()
    {
        var (_, _, services) = await TwoInstancesAsync();
        var limit = new QuotaLimit(1, 0, TimeSpan.FromMilliseconds(100));
        var store = new RedisQuotaStore(services.GetRequiredService<RedisLink>(), TimeProvider.System, TimeSpan.FromMilliseconds(100));
        Assert.NotNull((await store.TryTakeAsync("vendor:voyage", limit, 0, CancellationToken.None)).LeaseId);

        // Never settled.
        await TakeInTheEndAsync(store, limit);
    }

    [Fact]
    public async Task While_redis_is_away_each_instance_counts_for_itself_and_afterwards_together_again()
    {
        var (one, other, _) = await TwoInstancesAsync();
        var server = _made.OfType<RedisServer>().Single();
        var limit = new QuotaLimit(1, 0, TimeSpan.FromHours(1));
        Assert.NotNull((await one.TryTakeAsync("a", limit, 0, CancellationToken.None)).LeaseId);

        await server.KillAsync();

        var lease = (await one.TryTakeAsync("b", limit, 0, CancellationToken.None)).LeaseId;
        Assert.NotNull(lease);
        await one.SettleAsync("b", limit, lease, 0, CancellationToken.None);
        Assert.Null((await one.TryTakeAsync("b", limit, 0, CancellationToken.None)).LeaseId);
        Assert.NotNull((await other.TryTakeAsync("b", limit, 0, CancellationToken.None)).LeaseId);

        await server.RestartAsync();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var attempt = 0; ; attempt++)
        {
            var key = $"c{attempt}";
            await one.TryTakeAsync(key, limit, 0, bound.Token);
            if ((await other.TryTakeAsync(key, limit, 0, bound.Token)).LeaseId is null)
            {
                return;
            }

            await Task.Delay(50, bound.Token);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var made in Enumerable.Reverse(_made))
        {
            await made.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private async Task<(IQuotaStore First, IQuotaStore Second, ServiceProvider Services)> TwoInstancesAsync()
    {
        var server = await RedisServer.StartAsync();
        _made.Add(server);
        var instances = new[] { Instance(), Instance() };
        return (instances[0].GetRequiredService<IQuotaStore>(), instances[1].GetRequiredService<IQuotaStore>(), instances[0]);

        ServiceProvider Instance()
        {
            var services = OperationsHarness.Create(TimeProvider.System, ("REDIS_CONNECTION", server.Connection));
            _made.Add(services);
            return services;
        }
    }
}

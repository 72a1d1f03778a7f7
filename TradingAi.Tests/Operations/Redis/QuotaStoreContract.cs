using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Tests.Operations.Redis;

/// <summary>What every quota store promises. Windows are either so long that none ends during a test, or waited for.</summary>
public abstract class QuotaStoreContract : IAsyncDisposable
{
    private const string Key = "vendor:voyage";
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(300);

    private protected abstract Task<IQuotaStore> CreateAsync();

    [Fact]
    public async Task Requests_beyond_the_limit_wait()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(2, 0, s_hour);
        await TakeAndSettleAsync(store, limit, 0);
        await TakeAndSettleAsync(store, limit, 0);

        var refused = await store.TryTakeAsync(Key, limit, 0, CancellationToken.None);

        Assert.Null(refused.LeaseId);
        Assert.InRange(refused.Wait, s_hour - TimeSpan.FromMinutes(5), s_hour);
        Assert.NotNull((await store.TryTakeAsync("vendor:gemini", limit, 0, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task Tokens_beyond_the_limit_wait_until_enough_have_left()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(0, 100, s_hour);
        await TakeAndSettleAsync(store, limit, 60);
        await TakeAndSettleAsync(store, limit, 30);

        Assert.Null((await store.TryTakeAsync(Key, limit, 11, CancellationToken.None)).LeaseId);
        Assert.NotNull((await store.TryTakeAsync(Key, limit, 10, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task What_was_really_used_replaces_what_was_estimated()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(0, 100, s_hour);
        var lease = (await store.TryTakeAsync(Key, limit, 100, CancellationToken.None)).LeaseId!;
        await store.SettleAsync(Key, limit, lease, 100, CancellationToken.None);
        Assert.Null((await store.TryTakeAsync(Key, limit, 1, CancellationToken.None)).LeaseId);

        await store.SettleAsync(Key, limit, lease, 40, CancellationToken.None);

        Assert.Null((await store.TryTakeAsync(Key, limit, 61, CancellationToken.None)).LeaseId);
        Assert.NotNull((await store.TryTakeAsync(Key, limit, 60, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task What_exceeds_the_whole_limit_goes_alone()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(0, 100, s_hour);

        Assert.NotNull((await store.TryTakeAsync(Key, limit, 500, CancellationToken.None)).LeaseId);
        Assert.Null((await store.TryTakeAsync(Key, limit, 1, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task What_is_in_flight_counts_though_its_window_has_passed()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(1, 0, TimeSpan.FromTicks(10));
        var lease = (await store.TryTakeAsync(Key, limit, 0, CancellationToken.None)).LeaseId!;

        var refused = await store.TryTakeAsync(Key, limit, 0, CancellationToken.None);

        Assert.Null(refused.LeaseId);
        Assert.True(refused.Wait > TimeSpan.Zero);
        await store.SettleAsync(Key, limit, lease, 0, CancellationToken.None);
        await TakeInTheEndAsync(store, limit);
    }

    [Fact]
    public async Task What_was_settled_leaves_one_window_later()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(1, 0, s_moment);
        await TakeAndSettleAsync(store, limit, 0);

        await TakeInTheEndAsync(store, limit);
    }

    [Fact]
    public async Task A_lease_that_is_not_known_changes_nothing()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(0, 100, s_hour);
        await TakeAndSettleAsync(store, limit, 50);

        await store.SettleAsync(Key, limit, "r0", 0, CancellationToken.None);
        await store.SettleAsync(Key, limit, "0", 0, CancellationToken.None);

        Assert.Null((await store.TryTakeAsync(Key, limit, 51, CancellationToken.None)).LeaseId);
    }

    [Fact]
    public async Task Many_at_once_never_take_more_than_the_limit()
    {
        var store = await CreateAsync();
        var limit = new QuotaLimit(0, 1_000, s_hour);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            await Task.Yield();
            return await store.TryTakeAsync(Key, limit, 30, CancellationToken.None);
        }));

        Assert.Equal(33, answers.Count(answer => answer.LeaseId is not null));
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static async Task TakeAndSettleAsync(IQuotaStore store, QuotaLimit limit, long tokens)
    {
        var answer = await store.TryTakeAsync(Key, limit, tokens, CancellationToken.None);
        await store.SettleAsync(Key, limit, Assert.IsType<string>(answer.LeaseId), tokens, CancellationToken.None);
    }

    private protected static async Task TakeInTheEndAsync(IQuotaStore store, QuotaLimit limit)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await store.TryTakeAsync(Key, limit, 0, bound.Token) is { LeaseId: null } refused)
        {
            await Task.Delay(refused.Wait, bound.Token);
        }
    }
}

public sealed class MemoryQuotaContractTests : QuotaStoreContract
{
    private protected override Task<IQuotaStore> CreateAsync() => Task.FromResult<IQuotaStore>(new MemoryQuotaStore(TimeProvider.System));
}

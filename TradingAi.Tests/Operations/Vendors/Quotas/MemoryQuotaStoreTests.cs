using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Tests.Operations.Vendors.Quotas;

/// <summary>Quotas of one process on a clock that the test moves.</summary>
public sealed class MemoryQuotaStoreTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_counts_until_a_window_after_it_was_settled()
    {
        var time = new FakeTimeProvider();
        var (store, limit) = (new MemoryQuotaStore(time), new QuotaLimit(1, 0, s_minute));
        var first = await store.TryTakeAsync("k", limit, 0, Cancelled);
        time.Advance(TimeSpan.FromSeconds(100));
        Assert.Null((await store.TryTakeAsync("k", limit, 0, Cancelled)).LeaseId);
        await store.SettleAsync("k", limit, first.LeaseId!, 0, Cancelled);
        Assert.Equal(s_minute, (await store.TryTakeAsync("k", limit, 0, Cancelled)).Wait);
        time.Advance(s_minute);
        Assert.NotNull((await store.TryTakeAsync("k", limit, 0, Cancelled)).LeaseId);
    }

    [Fact]
    public async Task What_was_not_needed_is_given_back()
    {
        var time = new FakeTimeProvider();
        var (store, limit) = (new MemoryQuotaStore(time), new QuotaLimit(0, 100, s_minute));
        var lease = (await store.TryTakeAsync("k", limit, 90, Cancelled)).LeaseId!;
        Assert.Null((await store.TryTakeAsync("k", limit, 20, Cancelled)).LeaseId);
        await store.SettleAsync("k", limit, lease, 90, Cancelled);
        await store.SettleAsync("k", limit, lease, 70, Cancelled);
        Assert.NotNull((await store.TryTakeAsync("k", limit, 20, Cancelled)).LeaseId);
        Assert.NotNull((await store.TryTakeAsync("other", limit, 100, Cancelled)).LeaseId);
    }

    [Fact]
    public async Task What_exceeds_the_whole_limit_goes_alone()
    {
        var time = new FakeTimeProvider();
        var (store, limit) = (new MemoryQuotaStore(time), new QuotaLimit(0, 100, s_minute));
        var small = (await store.TryTakeAsync("k", limit, 1, Cancelled)).LeaseId!;
        Assert.Null((await store.TryTakeAsync("k", limit, 500, Cancelled)).LeaseId);
        await store.SettleAsync("k", limit, small, 1, Cancelled);
        time.Advance(s_minute);
        Assert.NotNull((await store.TryTakeAsync("k", limit, 500, Cancelled)).LeaseId);
    }

    [Fact]
    public async Task No_window_of_a_minute_ever_holds_more_than_the_limit_however_late_requests_arrive()
    {
        // Each request: how long after the last one it is tried, how long it is under way, its tokens, and when on its way it is counted.
        var request = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 15], Gen.Int[1, 40], Gen.Double[0, 1]);
        await request.Array[1, 60].SampleAsync(async requests =>
        {
            var time = new FakeTimeProvider();
            var (store, limit) = (new MemoryQuotaStore(time), new QuotaLimit(5, 100, s_minute));
            var counted = new List<(DateTimeOffset At, int Tokens)>();
            foreach (var (pause, underWay, tokens, share) in requests)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                QuotaAnswer answer;
                while ((answer = await store.TryTakeAsync("k", limit, tokens, CancellationToken.None)).LeaseId is null)
                {
                    time.Advance(answer.Wait);
                }

                counted.Add((time.GetUtcNow() + TimeSpan.FromSeconds(underWay * share), tokens));
                time.Advance(TimeSpan.FromSeconds(underWay));
                await store.SettleAsync("k", limit, answer.LeaseId!, tokens, CancellationToken.None);
            }

            Assert.All(counted, last =>
            {
                var minute = counted.Where(c => c.At <= last.At && c.At > last.At - s_minute).ToList();
                Assert.True(minute.Count <= 5 && minute.Sum(c => c.Tokens) <= 100);
            });
        }, iter: 200);
    }
}

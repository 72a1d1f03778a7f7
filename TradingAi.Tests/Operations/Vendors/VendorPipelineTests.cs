using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.Operations.Vendors;

public sealed class VendorPipelineTests
{
    private const string Down = """{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""";

    private static readonly (string, string) s_atOnce = ("Retry-After", "0");

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, "{}", "Retry-After", "5", 5)]
    [InlineData(503, "{}", "Retry-After", "4", 4)]
    [InlineData(429, """{"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"6.5s"}]}}""", "X-Other", "1", 6.5)]
    [InlineData(429, """{"detail":"slow down"}""", "X-RateLimit-Reset", "3", 3)]
    public async Task It_waits_as_long_as_the_vendor_asks_and_tries_again(int status, string body, string header, string value, double seconds)
    {
        var vendor = new ScriptedVendor(Vendor.Gemini, _time).Then(status, body, (header, value)).Then(200, """{"ok":true}""");
        var answer = vendor.CallAsync(new VendorCall { Operation = "chat" }, Cancelled);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, vendor.Calls);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("""{"ok":true}""", await answer);
        Assert.Equal(2, vendor.Calls);
        Assert.Null(vendor.Activity.LastOf(Vendor.Gemini)!.Failure);
    }

    [Fact]
    public async Task A_wait_beyond_the_callers_patience_is_refused_at_once()
    {
        var vendor = new ScriptedVendor(Vendor.Voyage, _time).Then(429, """{"detail":"quota"}""", ("Retry-After", "17"));
        var call = new VendorCall { Operation = "embeddings", Patience = TimeSpan.FromSeconds(3) };
        var failure = await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(call, Cancelled));
        Assert.Equal((VendorFailure.RateLimited, 429, TimeSpan.FromSeconds(17)), (failure.Failure, failure.Status, failure.RetryAfter));
        Assert.Equal(1, vendor.Calls);
    }

    [Theory]
    [InlineData(400, VendorFailure.Rejected)]
    [InlineData(401, VendorFailure.Rejected)]
    [InlineData(404, VendorFailure.Rejected)]
    public async Task A_refusal_is_final(int status, VendorFailure expected)
    {
        var vendor = new ScriptedVendor(Vendor.Voyage, _time).Then(status, """{"detail":"My secret note is too long"}""");
        var failure = await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(new VendorCall { Operation = "embeddings" }, Cancelled));
        Assert.Equal(expected, failure.Failure);
        Assert.Equal(1, vendor.Calls);

        // The reason of a bad request may quote the user's text; that of a wrong key helps the operator.
        Assert.Equal(status != 400, failure.Message.Contains("secret note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_that_hangs_or_breaks_is_cut_and_repeated()
    {
        var vendor = new ScriptedVendor(Vendor.Upstash, TimeProvider.System, new() { ["UPSTASH_TIMEOUT_SECONDS"] = "60" })
            .Then(HangAsync)
            .Then(200, """{"result": [""")
            .Then(200, """{"result":"Success"}""");
        var answer = vendor.CallAsync(new VendorCall { Operation = "query", AttemptTime = TimeSpan.FromSeconds(2) }, Cancelled);
        Assert.Equal("""{"result":"Success"}""", await answer);
        Assert.Equal(3, vendor.Calls);
    }

    [Fact]
    public async Task A_request_that_may_have_been_executed_is_not_sent_twice_where_that_matters()
    {
        var vendor = new ScriptedVendor(Vendor.Turso, _time).Then(500, "{}").Then(200, "{}");
        var once = new VendorCall { Operation = "execute", IsRepeatable = false };
        await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(once, Cancelled));
        Assert.Equal(1, vendor.Calls);

        var refused = new ScriptedVendor(Vendor.Turso, _time).Then(503, "{}", s_atOnce).Then(200, """{"done":1}""");
        Assert.Equal("""{"done":1}""", await refused.CallAsync(once, Cancelled));
    }

    [Fact]
    public async Task A_vendor_that_always_fails_is_left_alone_and_tried_again_later()
    {
        var vendor = new ScriptedVendor(Vendor.Gemini, _time).Then(503, Down, s_atOnce);
        VendorException? last = null;
        for (var i = 0; i < 4; i++)
        {
            last = await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(new VendorCall { Operation = "chat" }, Cancelled));
        }

        Assert.Equal(VendorFailure.CircuitOpen, last!.Failure);
        var calls = vendor.Calls;
        await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(new VendorCall { Operation = "chat" }, Cancelled));
        Assert.Equal(calls, vendor.Calls);

        _time.Advance(TimeSpan.FromSeconds(30));
        vendor.Then(200, """{"back":true}""");
        Assert.Equal("""{"back":true}""", await vendor.CallAsync(new VendorCall { Operation = "chat" }, Cancelled));
    }

    [Fact]
    public async Task Nothing_lasts_longer_than_its_limit()
    {
        var vendor = new ScriptedVendor(Vendor.Gemini, TimeProvider.System).Then(HangAsync);
        var call = new VendorCall { Operation = "chat", Patience = TimeSpan.FromMilliseconds(200) };
        var failure = await Assert.ThrowsAsync<VendorException>(() => vendor.CallAsync(call, Cancelled));
        Assert.Equal(VendorFailure.TimedOut, failure.Failure);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_failure_of_the_vendor()
    {
        var vendor = new ScriptedVendor(Vendor.Gemini, _time).Then(HangAsync);
        using var left = new CancellationTokenSource();
        var answer = vendor.CallAsync(new VendorCall { Operation = "chat" }, left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Null(vendor.Activity.LastOf(Vendor.Gemini));
    }

    private static async Task<HttpResponseMessage> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Nobody waits for ever.");
    }
}

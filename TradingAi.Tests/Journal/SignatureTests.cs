using System.Text;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Core.Operations;

namespace TradingAi.Tests.Journal;

public sealed class SignatureTests : IDisposable
{
    // The example of the Standard Webhooks reference libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private readonly JournalFixture _journal = new(("WEBHOOK_SECRETS", $"{JournalFixture.Secret}, {Secret}"));

    public SignatureTests()
    {
        // The fake clock only goes forward; the example is older than the fixture's present.
        _journal.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1614265330));
    }

    public void Dispose() => _journal.Dispose();

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA v2,whatever " + Signature)]
    public async Task A_valid_signature_among_several_under_any_secret_is_accepted(string signature) =>
        Assert.Contains("type", (await SendAsync(new WebhookHeaders(Id, Timestamp, signature), Body)).Errors.Keys);

    [Theory]
    [InlineData(null, Timestamp, Signature, Body)]
    [InlineData(Id, null, Signature, Body)]
    [InlineData(Id, Timestamp, null, Body)]
    [InlineData("", Timestamp, Signature, Body)]
    [InlineData("msg_other", Timestamp, Signature, Body)]
    [InlineData(Id, "1614265331", Signature, Body)]
    [InlineData(Id, "soon", Signature, Body)]
    [InlineData(Id, "99999999999999999999", Signature, Body)]
    [InlineData(Id, Timestamp, Signature, Body + " ")]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Body)]
    [InlineData(Id, Timestamp, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Body)]
    [InlineData(Id, Timestamp, "v1,not base64 v1, v1,", Body)]
    public async Task Anything_else_is_refused_and_nothing_is_stored(string? id, string? timestamp, string? signature, string body)
    {
        Assert.Equal(RefusalReason.Unauthenticated, (await SendAsync(new WebhookHeaders(id, timestamp, signature), body)).Reason);
        Assert.Empty(Directory.GetFileSystemEntries(_journal.Directory));
    }

    [Theory]
    [InlineData(300, RefusalReason.Invalid)]
    [InlineData(-300, RefusalReason.Invalid)]
    [InlineData(301, RefusalReason.Unauthenticated)]
    [InlineData(-301, RefusalReason.Unauthenticated)]
    public async Task A_timestamp_holds_for_five_minutes_either_way(int seconds, RefusalReason expected)
    {
        _journal.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1614265330 + seconds));
        Assert.Equal(expected, (await SendAsync(new WebhookHeaders(Id, Timestamp, Signature), Body)).Reason);
    }

    [Fact]
    public async Task Without_a_secret_every_webhook_is_refused()
    {
        using var journal = new JournalFixture(("WEBHOOK_SECRETS", ""));
        var error = await Assert.ThrowsAsync<RequestRefusedException>(() => journal.SendAsync("{}", "msg_a"));
        Assert.Equal(RefusalReason.Unauthenticated, error.Reason);
    }

    private Task<RequestRefusedException> SendAsync(WebhookHeaders headers, string body) =>
        Assert.ThrowsAsync<RequestRefusedException>(() => _journal.Webhooks.AcceptAsync(headers, Encoding.UTF8.GetBytes(body), default));
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Vendors;
using static TradingAi.Tests.Language.Gemini.ScriptedGemini;

namespace TradingAi.Tests.Language.Gemini;

public sealed class GeminiStreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pieces_come_as_they_are_sent_and_the_last_update_says_what_was_used()
    {
        using var gemini = new ScriptedGemini();
        gemini.ThenStream(Text("Hel"), Text("lo."), Text("", "STOP", 7));
        var updates = await ReadAsync(gemini);

        Assert.Equal(["Hel", "lo."], updates.Select(u => u.Text).Where(t => t.Length > 0));
        var last = updates[^1];
        Assert.Equal((ChatFinishReason.Stop, "gemini-2.5-flash-001", "r-1"), (last.FinishReason, last.ModelId, last.ResponseId));
        var usage = last.Contents.OfType<UsageContent>().Single().Details;
        Assert.Equal((100, 7), (usage.InputTokenCount, usage.OutputTokenCount));
        Assert.True((decimal)last.AdditionalProperties![LanguageProperties.CostUsd]! > 0);
        Assert.Equal("?alt=sse", gemini.Requests.Single().Message.RequestUri!.Query);
    }

    [Fact]
    public async Task Thinking_is_not_part_of_the_answer_and_counts_as_written()
    {
        using var gemini = new ScriptedGemini();
        var thought = new JsonObject { ["text"] = "Hmm.", ["thought"] = true };
        var end = JsonNode.Parse(Text("Yes.", "STOP", 3))!;
        end["usageMetadata"]!["thoughtsTokenCount"] = 40;
        gemini.ThenStream(Chunk([thought]), end.ToJsonString());
        var updates = await ReadAsync(gemini);

        Assert.Equal("Yes.", string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(43, updates[^1].Contents.OfType<UsageContent>().Single().Details.OutputTokenCount);
    }

    [Fact]
    public async Task A_chunk_sent_twice_is_taken_once()
    {
        using var gemini = new ScriptedGemini();
        gemini.ThenStream(Text("One. "), Text("One. "), Text("Two.", "STOP", 7), Text("Two.", "STOP", 7));
        Assert.Equal("One. Two.", string.Concat((await ReadAsync(gemini)).Select(u => u.Text)));
    }

    [Theory]
    [InlineData("STOP", "stop")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("SAFETY", "content_filter")]
    [InlineData("RECITATION", "content_filter")]
    [InlineData("PROHIBITED_CONTENT", "content_filter")]
    public async Task The_reason_to_finish_is_passed_on(string reason, string expected)
    {
        using var gemini = new ScriptedGemini();
        gemini.ThenStream(Text("Some"), Text("thing", reason, 2));
        Assert.Equal(expected, (await ReadAsync(gemini))[^1].FinishReason?.Value);
    }

    [Fact]
    public async Task A_blocked_prompt_is_filtered_content_without_a_text()
    {
        using var gemini = new ScriptedGemini();
        const string Blocked = """{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5}}""";
        gemini.ThenStream(Blocked).Then(Blocked);
        var updates = await ReadAsync(gemini);
        Assert.Equal(("", ChatFinishReason.ContentFilter), (string.Concat(updates.Select(u => u.Text)), updates[^1].FinishReason));
        Assert.Equal(ChatFinishReason.ContentFilter, (await gemini.Client.GetResponseAsync("Hi", cancellationToken: Cancelled)).FinishReason);
    }

    public static TheoryData<string, VendorFailure> BrokenStreams => new()
    {
        { Events(Text("Half")), VendorFailure.Unreachable },
        { "", VendorFailure.Unreachable },
        { Events(Text("Half")) + "data: {\"candidates\":[{\"conte\r\n\r\n", VendorFailure.Malformed },
        { Events(Text("Half"), "{}"), VendorFailure.Malformed },
        { Events(Text("Half"), "[1]"), VendorFailure.Malformed },
        { Events(Text("Half"), """{"error":{"code":503,"message":"m","status":"UNAVAILABLE"}}"""), VendorFailure.Unreachable },
        { Events(Text("Two.", "STOP", 7), Text("One. ")), VendorFailure.Malformed },
        { Events(Text("b", null, 9), Text("a", null, 3), Text("c", "STOP", 12)), VendorFailure.Malformed },
        { Events(Text("Half"), Text("", "MALFORMED_FUNCTION_CALL", 3)), VendorFailure.Malformed },
    };

    [Theory]
    [MemberData(nameof(BrokenStreams))]
    public async Task A_stream_that_is_not_whole_is_a_failure_and_is_not_asked_for_again(string body, VendorFailure expected)
    {
        using var gemini = new ScriptedGemini();
        gemini.ThenStream(() => new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var failure = await Assert.ThrowsAsync<VendorException>(() => ReadAsync(gemini));

        Assert.Equal((Vendor.Gemini, expected), (failure.Vendor, failure.Failure));
        Assert.Single(gemini.Requests);
        Assert.Equal(expected, gemini.Activity.LastOf(Vendor.Gemini)!.Failure);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_cut()
    {
        var time = new FakeTimeProvider();
        using var gemini = new ScriptedGemini(time: time);
        gemini.ThenStream(() => new SilentStream(Events(Text("Half"))));
        await using var updates = gemini.Client.GetStreamingResponseAsync("Hi", cancellationToken: Cancelled).GetAsyncEnumerator(Cancelled);
        Assert.True(await updates.MoveNextAsync());

        var next = updates.MoveNextAsync();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(VendorFailure.TimedOut, (await Assert.ThrowsAsync<VendorException>(async () => await next)).Failure);
    }

    [Fact]
    public async Task A_failure_before_the_stream_begins_is_tried_again()
    {
        using var gemini = new ScriptedGemini();
        gemini.Then("""{"error":{"code":503,"message":"m","status":"UNAVAILABLE"}}""", 503).ThenStream(Text("Hello.", "STOP", 3));
        Assert.Equal("Hello.", string.Concat((await ReadAsync(gemini)).Select(u => u.Text)));
        Assert.Equal(2, gemini.Requests.Count);
    }

    private static async Task<List<ChatResponseUpdate>> ReadAsync(ScriptedGemini gemini)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in gemini.Client.GetStreamingResponseAsync("Hi", cancellationToken: Cancelled))
        {
            updates.Add(update);
        }

        return updates;
    }

    /// <summary>A text, and then nothing until the reader gives up.</summary>
    private sealed class SilentStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return read;
        }
    }
}

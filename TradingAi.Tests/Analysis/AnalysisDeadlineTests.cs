using System.Net.Http.Json;
using TradingAi.Functions.Http;
using TradingAi.Functions.Http.Chat;
using TradingAi.Tests.Chat;

namespace TradingAi.Tests.Analysis;

/// <summary>Parts that are late or fail; analyst, model and clock are the test's.</summary>
public sealed class AnalysisDeadlineTests : IAsyncLifetime
{
    private readonly ChatApp _app = new() { Functions = [typeof(ChatFunctions), typeof(ChatSessionFunctions), typeof(AnalysisFunctions)] };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_late_answer_is_named_and_the_rest_is_there()
    {
        using var gate = new SemaphoreSlim(0);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Model.Script = (_, token) =>
        {
            asked.TrySetResult();
            return ScriptedModel.SayWhenToldAsync(gate, ["too late"], stopped, token);
        };
        var sending = _app.Client.PostAsJsonAsync("analysis", new { query = "How did I do?" }, Cancelled);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        _app.Time.Advance(TimeSpan.FromSeconds(11));
        using var response = await sending;
        var analysis = await ChatApp.DataAsync(response, 200);

        Assert.Null(analysis["answer"]);
        Assert.Contains("answer", analysis["partial"]!.AsArray().Select(p => (string)p!));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
        var sessions = await ChatApp.DataAsync(await _app.Client.GetAsync("chat/sessions", Cancelled), 200);
        Assert.Equal(0, (int)sessions["sessions"]![0]!["message_count"]!);
    }

    [Fact]
    public async Task A_part_that_fails_leaves_the_others()
    {
        _app.Analyst.Answer = (_, _) => throw new InvalidOperationException("broken");
        using var response = await _app.Client.PostAsJsonAsync("analysis", new { query = "How did I do?" }, Cancelled);
        var analysis = await ChatApp.DataAsync(response, 200);
        Assert.Equal(["answer"], analysis["partial"]!.AsArray().Select(p => (string)p!));
        Assert.Equal(2, analysis["insights"]!.AsArray().Count);
        Assert.Equal("insufficient_history", (string)analysis["predictions"]!["outcome"]!);
    }
}

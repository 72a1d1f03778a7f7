using Microsoft.Extensions.AI;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

public sealed class ChatHistoryTests : IAsyncLifetime
{
    private readonly ChatApp _app = new();
    private readonly Window _window = new();

    public ValueTask InitializeAsync()
    {
        _app.Model.Language = _window;
        return _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Earlier_turns_beyond_their_budget_are_dropped_whole_oldest_first()
    {
        await AskThreeAsync();
        Assert.Equal(["the first", "the second"], EarlierQuestions());

        // One turn fits, two do not: half a turn is none.
        _window.HistoryTokens = 150;
        await _app.AnswerAsync("the fourth", _session);
        Assert.Equal(["the third"], EarlierQuestions());
        Assert.Equal(4, _app.Model.Prompts.Last().Count);

        _window.HistoryTokens = 0;
        await _app.AnswerAsync("the fifth", _session);
        Assert.Equal(2, _app.Model.Prompts.Last().Count);
    }

    [Fact]
    public async Task Turns_that_exceed_the_window_go_before_passages_and_facts()
    {
        await AskThreeAsync();
        _window.MostMessages = 4;
        await _app.AnswerAsync("the fourth", _session);

        Assert.Equal(["the third"], EarlierQuestions());
        Assert.Contains("<passage id=\"S1\"", _app.Model.Prompts.Last()[^1].Text, StringComparison.Ordinal);
        Assert.Contains("\"F1\"", _app.Model.Prompts.Last()[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Citations_of_earlier_answers_do_not_pass_for_those_of_this_one()
    {
        await AskThreeAsync();
        Assert.DoesNotContain("[F1]", _app.Model.Prompts.Last()[2].Text, StringComparison.Ordinal);
    }

    private string? _session;

    private async Task AskThreeAsync()
    {
        _session = (string)(await _app.AnswerAsync("the first"))["session_id"]!;
        await _app.AnswerAsync("the second", _session);
        await _app.AnswerAsync("the third", _session);
    }

    private IEnumerable<string> EarlierQuestions() => _app.Model.Prompts.Last().SkipLast(1).Where(m => m.Role == ChatRole.User).Select(m => m.Text);

    /// <summary>A window of so many messages.</summary>
    private sealed class Window : ILanguageModel
    {
        public string Model => "scripted";

        public string ReportModel => "scripted";

        public int HistoryTokens { get; set; } = 10_000;

        public int MostMessages { get; set; } = int.MaxValue;

        public ValueTask<bool> FitsAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            new(messages.Count() <= MostMessages);
    }
}

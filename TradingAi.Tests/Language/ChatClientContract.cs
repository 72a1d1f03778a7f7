using Microsoft.Extensions.AI;
using TradingAi.Core.Language;
using TradingAi.Tests.Language.Gemini;

namespace TradingAi.Tests.Language;

/// <summary>What every chat client keeps, whoever answers.</summary>
public abstract class ChatClientContract
{
    protected const string Said = "You lost $500 [F1].";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A client that answers with what is said, and the options to ask it with.</summary>
    protected abstract (IChatClient Client, ChatOptions Options) Open();

    [Fact]
    public async Task A_whole_answer_names_its_model_its_end_and_what_it_used()
    {
        var (client, options) = Open();
        var response = await client.GetResponseAsync("How did I do?", options, Cancelled);
        Assert.Equal((Said, ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.NotEmpty(response.ModelId!);
        Assert.True(response.Usage is { InputTokenCount: >= 0, OutputTokenCount: >= 0 });
    }

    [Fact]
    public async Task A_streamed_answer_is_the_same_in_pieces_and_ends_with_what_it_used()
    {
        var (client, options) = Open();
        var updates = await client.GetStreamingResponseAsync("How did I do?", options, Cancelled).ToListAsync(Cancelled);
        Assert.Equal(Said, string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
        Assert.All(updates, u => Assert.NotEmpty(u.ModelId!));
    }

    [Fact]
    public async Task It_says_who_it_is_and_stops_when_told()
    {
        var (client, options) = Open();
        Assert.NotEmpty(client.GetService<ChatClientMetadata>()!.DefaultModelId!);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync("How did I do?", options, stopped.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetStreamingResponseAsync("How did I do?", options, stopped.Token).ToListAsync(Cancelled).AsTask());
    }
}

public sealed class NarratorClientTests : ChatClientContract
{
    protected override (IChatClient Client, ChatOptions Options) Open() => (
        new NarratorChatClient(),
        new ChatOptions { AdditionalProperties = new() { [Grounding.OptionsKey] = new Grounding { Outcome = ChatOutcome.Answered, Narrative = Said } } });
}

public sealed class GeminiClientTests : ChatClientContract, IDisposable
{
    private readonly ScriptedGemini _gemini = new();

    protected override (IChatClient Client, ChatOptions Options) Open()
    {
        _gemini.ThenWholeOrStreamed(ScriptedGemini.Text(Said, "STOP", 7));
        return (_gemini.Client, new ChatOptions());
    }

    public void Dispose() => _gemini.Dispose();
}

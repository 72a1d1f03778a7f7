using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TradingAi.Core.Language;

/// <summary>
/// The embedded language part: a chat client without a model behind it. It says the narrative of the grounding that the
/// options carry under <see cref="Grounding.OptionsKey"/>, and nothing else. It uses no tokens, and says so.
/// </summary>
public sealed class NarratorChatClient : IChatClient
{
    /// <summary>The model id under which it reports itself.</summary>
    public const string ModelId = "narrator";

    private const string WithoutGrounding = "I can only speak from computed facts and passages of your journal, and was given none.";

    private readonly ChatClientMetadata _metadata = new(ModelId, defaultModelId: ModelId);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, NarrativeOf(options)))
        {
            ModelId = ModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = NoTokens(),
        });
    }

    /// <summary>Streams the narrative a word at a time; the last update carries the usage.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var text = NarrativeOf(options);
        for (var start = 0; start < text.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = text.AsSpan(start).IndexOfAny(' ', '\n');
            end = end < 0 ? text.Length : start + end + 1;
            yield return new ChatResponseUpdate(ChatRole.Assistant, text[start..end]) { ModelId = ModelId };
            start = end;
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(NoTokens())]) { ModelId = ModelId, FinishReason = ChatFinishReason.Stop };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private static UsageDetails NoTokens() => new() { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 };

    private static string NarrativeOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Grounding.OptionsKey, out Grounding? grounding) == true && grounding is not null
            ? grounding.Narrative
            : WithoutGrounding;
}

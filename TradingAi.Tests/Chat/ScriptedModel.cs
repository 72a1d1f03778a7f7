using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

/// <summary>A language model that says what a test has it say; the grounding's narrative in words unless told otherwise.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public ConcurrentQueue<IReadOnlyList<ChatMessage>> Prompts { get; } = new();

    public Func<Grounding, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Script { get; set; } = (grounding, _) => SayAsync(
        [.. grounding.Narrative.Split(' ').Select((word, n) => n == 0 ? word : " " + word)]);

    /// <summary>These pieces, and then what they used.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> SayAsync(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = "scripted" };
        }

        yield return new ChatResponseUpdate { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 12, OutputTokenCount = pieces.Length })] };
    }

    /// <summary>Pieces that a gate lets through one by one; they end with the token.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> SayWhenToldAsync(
        SemaphoreSlim gate, string[] pieces, TaskCompletionSource? cancelled = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var piece in pieces)
        {
            try
            {
                await gate.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                cancelled?.TrySetResult();
                throw;
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = "scripted" };
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Prompts.Enqueue([.. messages]);
        return Script((Grounding)options!.AdditionalProperties![Grounding.OptionsKey]!, cancellationToken);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <summary>Where a test wants the chat to take it for a model with a window and functions.</summary>
    public ILanguageModel? Language { get; set; }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ILanguageModel) ? Language : null;

    public void Dispose()
    {
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>
/// One answer of a language model, piece by piece, and what is known of it at its end. A model that fails or stays silent
/// before its first word is stood in for by the grounding's narrative; one that fails later fails the answer, because
/// words that were sent cannot be taken back.
/// </summary>
internal sealed class ModelReply(IChatClient client, Grounding grounding, ILogger logger)
{
    /// <summary>The part named in <see cref="ChatAnswer.Degraded"/> where the narrative stood in.</summary>
    public const string LanguagePart = "language";

    private const string Refused = "The language model's provider refused to answer this question.";

    private readonly StringBuilder _text = new();
    private readonly UsageDetails _usage = new();
    private string? _model;
    private bool _blocked;

    /// <summary>All pieces so far.</summary>
    public string Text => _text.ToString();

    /// <summary>True where the narrative stood in for the model.</summary>
    public bool StoodIn { get; private set; }

    /// <summary>The grounding's outcome, unless the provider refused.</summary>
    public ChatOutcome Outcome => _blocked ? ChatOutcome.Blocked : grounding.Outcome;

    /// <summary>What the model reports to have used. The embedded narrator costs nothing, and it alone is priced yet.</summary>
    public ChatUsage Usage => new(
        StoodIn ? "narrator" : _model ?? client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown",
        _usage.InputTokenCount ?? 0,
        _usage.OutputTokenCount ?? 0,
        0m);

    /// <summary>Asks and passes on each piece as it arrives.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        List<ChatMessage> prompt, ChatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var updates = UpdatesAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, cancellationToken) is { } update)
        {
            if (Note(update) is { Length: > 0 } piece)
            {
                yield return piece;
            }
        }

        if (_text.Length == 0)
        {
            StoodIn = !_blocked;
            var whole = _blocked ? Refused : grounding.Narrative;
            _text.Append(whole);
            yield return whole;
        }
    }

    // An iterator, so that a client that throws at once does so at the first step, like any other.
    private async IAsyncEnumerable<ChatResponseUpdate> UpdatesAsync(
        List<ChatMessage> prompt, ChatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in client.GetStreamingResponseAsync(prompt, options, cancellationToken))
        {
            yield return update;
        }
    }

    private async Task<ChatResponseUpdate?> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync() ? updates.Current : null;
        }
        catch (Exception exception) when (_text.Length == 0 && !cancellationToken.IsCancellationRequested)
        {
            Log.ModelFailed(logger, exception.GetType().Name);
            return null;
        }
    }

    private string Note(ChatResponseUpdate update)
    {
        _model ??= update.ModelId;
        _blocked |= update.FinishReason == ChatFinishReason.ContentFilter;
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            _usage.Add(usage.Details);
        }

        _text.Append(update.Text);
        return update.Text;
    }
}

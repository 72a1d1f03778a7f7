using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Chat;

/// <summary>
/// One answer of a language model, piece by piece, and what is known of it at its end. A model that fails or stays silent
/// before its first word is sent is stood in for by the grounding's narrative; one that fails later fails the answer, because
/// words that were sent cannot be taken back.
/// </summary>
/// <param name="client">The model.</param>
/// <param name="grounding">What the prompt holds.</param>
/// <param name="gaveFacts">Whether a function gave the model anything that it can answer from.</param>
/// <param name="isWatched">Whether somebody reads the pieces as they come.</param>
/// <param name="logger">Where failures are logged.</param>
internal sealed partial class ModelReply(IChatClient client, Grounding grounding, Func<bool> gaveFacts, bool isWatched, ILogger logger)
{
    private readonly StringBuilder _text = new();
    private readonly LinkStripper _links = new();
    private readonly UsageDetails _usage = new();
    private string? _model;
    private decimal _cost;
    private bool _blocked;
    private bool _isCut;
    private Exception? _failure;

    /// <summary>All pieces so far.</summary>
    public string Text => _text.ToString();

    /// <summary>True where the narrative stood in for the model.</summary>
    public bool StoodIn { get; private set; }

    /// <summary>True where the model gave less than an answer.</summary>
    public bool IsDegraded => StoodIn || _blocked || _isCut;

    /// <summary>
    /// What came of the question. What the grammar declined the model may have answered: by a function's facts or from a passage.
    /// </summary>
    public ChatOutcome Outcome =>
        _blocked ? ChatOutcome.Blocked
        : _failure is VendorException { Failure: VendorFailure.OverBudget } ? ChatOutcome.OverBudget
        : grounding.Outcome == ChatOutcome.Declined && !StoodIn && (gaveFacts() || PassageCitation().IsMatch(Text)) ? ChatOutcome.Answered
        : grounding.Outcome;

    /// <summary>What the model reports to have used; the narrator uses nothing.</summary>
    public ChatUsage Usage => new(
        StoodIn ? NarratorChatClient.ModelId : _model ?? client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown",
        _usage.InputTokenCount ?? 0,
        _usage.OutputTokenCount ?? 0,
        _cost);

    /// <summary>Asks and passes on each piece as it arrives.</summary>
    /// <param name="prompt">The prompt; nobody is asked where it could not be made.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async IAsyncEnumerable<string> ReadAsync(FittedPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _failure = prompt.Failure;
        if (_failure is null)
        {
            await using var updates = UpdatesAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(updates, cancellationToken) is { } update)
            {
                if (Note(update) is { Length: > 0 } piece && isWatched)
                {
                    yield return piece;
                }
            }
        }

        var rest = End();
        _text.Append(rest);
        if (isWatched && rest.Length > 0)
        {
            yield return rest;
        }
    }

    // An iterator, so that a client that throws at once does so at the first step, like any other.
    private async IAsyncEnumerable<ChatResponseUpdate> UpdatesAsync(FittedPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in client.GetStreamingResponseAsync(prompt.Messages, prompt.Options, cancellationToken))
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
        catch (Exception exception) when (!(isWatched && _text.Length > 0) && !cancellationToken.IsCancellationRequested)
        {
            _failure = exception;
            Log.ModelFailed(logger, exception.GetType().Name);
            return null;
        }
    }

    private string Note(ChatResponseUpdate update)
    {
        _model = update.ModelId ?? _model;
        _blocked |= update.FinishReason == ChatFinishReason.ContentFilter;
        _isCut |= update.FinishReason == ChatFinishReason.Length;
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            _usage.Add(usage.Details);
        }

        _cost += update.AdditionalProperties?.GetValueOrDefault(LanguageProperties.CostUsd) as decimal? ?? 0;

        // An answer does not begin with white space, and none is an answer.
        var piece = _links.Push(update.Text);
        piece = _text.Length == 0 ? piece.TrimStart() : piece;
        _text.Append(piece);
        return piece;
    }

    /// <summary>What belongs behind the pieces: the end of the last one, a line that says what is missing, or all of the narrative.</summary>
    private string End()
    {
        var rest = _links.Flush();
        var hasText = _text.Length > 0 || rest.Trim().Length > 0;
        if (_failure is null && hasText && !(_blocked && !isWatched))
        {
            return rest + (_blocked ? StandIn.CutByProvider : _isCut ? StandIn.CutAtLength : "");
        }

        // Nothing that was written has been sent.
        _text.Clear();
        StoodIn = true;
        return StandIn.For(grounding, _blocked, _failure);
    }

    [GeneratedRegex(@"\[S\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PassageCitation();
}

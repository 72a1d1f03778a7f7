using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Language;

namespace TradingAi.Core.Chat;

/// <summary>One call of a language model, piece by piece without links, and what is known of it at its end.</summary>
/// <param name="client">The model.</param>
/// <param name="mayFail">Whether a failure ends the pieces quietly, asked when it happens; otherwise it is thrown.</param>
/// <param name="logger">Where failures are logged.</param>
internal sealed class ModelAttempt(IChatClient client, Func<bool> mayFail, ILogger logger)
{
    private readonly LinkStripper _links = new();
    private readonly StringBuilder _text = new();

    /// <summary>All pieces so far.</summary>
    public string Text => _text.ToString();

    /// <summary>The model that answered, as it reports itself.</summary>
    public string? Model { get; private set; }

    /// <summary>Tokens read and written, as it reports them.</summary>
    public UsageDetails Usage { get; } = new();

    /// <summary>What it cost, in US dollars.</summary>
    public decimal Cost { get; private set; }

    /// <summary>True where the provider refused it or broke it off.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>True where it reached the model's longest answer.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Why it failed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True where it came to its end and says something.</summary>
    public bool IsWhole => Failure is null && !IsBlocked && !IsCut && _text.Length > 0;

    /// <summary>Asks, and gives each piece as it arrives.</summary>
    /// <param name="prompt">The prompt; nobody is asked where it could not be made.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async IAsyncEnumerable<string> ReadAsync(FittedPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Failure = prompt.Failure;
        if (Failure is not null)
        {
            yield break;
        }

        await using (var updates = UpdatesAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken))
        {
            while (await NextAsync(updates, cancellationToken) is { } update)
            {
                if (Take(_links.Push(TextOf(update))) is { Length: > 0 } piece)
                {
                    yield return piece;
                }
            }
        }

        if (Take(_links.Flush()) is { Length: > 0 } rest)
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
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && mayFail())
        {
            Failure = exception;
            Log.ModelFailed(logger, exception.GetType().Name);
            return null;
        }
    }

    private string TextOf(ChatResponseUpdate update)
    {
        Model = update.ModelId ?? Model;
        IsBlocked |= update.FinishReason == ChatFinishReason.ContentFilter;
        IsCut |= update.FinishReason == ChatFinishReason.Length;
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            Usage.Add(usage.Details);
        }

        Cost += update.AdditionalProperties?.GetValueOrDefault(LanguageProperties.CostUsd) as decimal? ?? 0;
        return update.Text;
    }

    // An answer does not begin with white space, and none is an answer.
    private string Take(string piece)
    {
        piece = _text.Length == 0 ? piece.TrimStart() : piece;
        _text.Append(piece);
        return piece;
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Chat.Claims;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Prompts;
using TradingAi.Core.Language.Tools;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Chat;

/// <summary>What an answer is made with.</summary>
/// <param name="Client">The model.</param>
/// <param name="Grounding">What the first prompt holds.</param>
/// <param name="Evidence">What functions have added to it.</param>
/// <param name="Asked">The question, and whatever else the user said with it.</param>
/// <param name="Again">
/// The prompt that asks again. Null where a code-written answer needs no check and is never asked for twice.
/// </param>
internal sealed record ReplyRequest(
    IChatClient Client, Grounding Grounding, ToolEvidence Evidence, string Asked, Func<Grounding, Correction, CancellationToken, Task<FittedPrompt>>? Again);

/// <summary>
/// One answer of a language model, piece by piece, and what is known of it at its end. Its words are released statement by statement once
/// what they claim is supported. At the first statement that is not, the model is asked once more, with the list: for the whole answer
/// where nobody has read of it, else for its rest, because words that were sent cannot be taken back. What is unsupported then stays, and
/// is reported. A model that fails or stays silent before its first word is sent is stood in for by the grounding's narrative; one that
/// fails later fails the answer.
/// </summary>
/// <param name="request">What it is made with.</param>
/// <param name="isWatched">Whether somebody reads the pieces as they come.</param>
/// <param name="logger">Where failures are logged.</param>
internal sealed class ModelReply(ReplyRequest request, bool isWatched, ILogger logger)
{
    private readonly StringBuilder _sent = new();
    private readonly UnreportedUsage _unreported = new();
    private readonly List<ModelAttempt> _attempts = [];

    /// <summary>The answer so far.</summary>
    public string Text => _sent.ToString();

    /// <summary>True where the narrative stood in for the model.</summary>
    public bool StoodIn { get; private set; }

    /// <summary>True where the model was asked again.</summary>
    public bool IsRegenerated => _attempts.Count > 1;

    /// <summary>True where the model gave less than an answer.</summary>
    public bool IsDegraded => StoodIn || Last.IsBlocked || Last.IsCut || IsBrokenOff;

    /// <summary>
    /// What came of the question. What the grammar declined the model may have answered: by a function's facts, from where the trader stands or from a passage.
    /// </summary>
    public ChatOutcome Outcome =>
        Last.IsBlocked ? ChatOutcome.Blocked
        : StoodIn && Last.Failure is VendorException { Failure: VendorFailure.OverBudget } ? ChatOutcome.OverBudget
        : request.Grounding.Outcome == ChatOutcome.Declined && !StoodIn && (request.Evidence.HasFacts || Cites(id => id[0] == 'S' || request.Grounding.Background.Any(f => f.Id == id)))
            ? ChatOutcome.Answered
            : request.Grounding.Outcome;

    /// <summary>What the model reports to have used, all calls together; the narrator uses nothing.</summary>
    public ChatUsage Usage
    {
        get
        {
            var (input, output, cost) = _unreported.Read();
            return new ChatUsage(
                StoodIn ? NarratorChatClient.ModelId : Last.Model ?? request.Client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown",
                input + _attempts.Sum(a => a.Usage.InputTokenCount ?? 0),
                output + _attempts.Sum(a => a.Usage.OutputTokenCount ?? 0),
                cost + _attempts.Sum(a => a.Cost),
                StoodIn || request.Again is null ? null : PromptTemplate.Chat.Version);
        }
    }

    // The attempt whose words the answer ends with.
    private ModelAttempt Last { get; set; } = null!;

    private bool IsBrokenOff { get; set; }

    /// <summary>Asks and passes on what may be read.</summary>
    /// <param name="prompt">The prompt; nobody is asked where it could not be made.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async IAsyncEnumerable<string> ReadAsync(FittedPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Last = Attempt(() => !isWatched || _sent.Length == 0);
        (prompt.Options.AdditionalProperties ??= [])[LanguageProperties.Unreported] = _unreported;
        var (held, hasEnded) = ("", false);
        IReadOnlyList<string> unsupported = [];
        await using (var pieces = Last.ReadAsync(prompt, cancellationToken).GetAsyncEnumerator(cancellationToken))
        {
            while (unsupported.Count == 0 && !(hasEnded = !await pieces.MoveNextAsync()))
            {
                held += pieces.Current;
                while (isWatched && unsupported.Count == 0 && EndOfReady(held) is > 0 and var end)
                {
                    unsupported = UnsupportedIn(held[..end]);
                    if (unsupported.Count == 0)
                    {
                        yield return Sent(held[..end]);
                        held = held[end..];
                    }
                }
            }
        }

        if (unsupported.Count == 0 && Last.IsWhole)
        {
            unsupported = UnsupportedIn(held);
        }

        if (unsupported.Count > 0 && Last is { IsBlocked: false, IsCut: false } && request.Again is not null)
        {
            await foreach (var piece in AgainAsync(unsupported, held, hasEnded, cancellationToken))
            {
                yield return piece;
            }
        }
        else if (Last.Failure is null && (!Last.IsBlocked || isWatched) && held.Length > 0)
        {
            yield return Sent(held);
        }

        if (End() is { Length: > 0 } rest)
        {
            yield return Sent(rest);
        }
    }

    private async IAsyncEnumerable<string> AgainAsync(
        IReadOnlyList<string> unsupported, string held, bool hasEnded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (sent, isContinued) = (Text, _sent.Length > 0);
        var again = Attempt(() => !isWatched || _sent.Length == sent.Length);
        var prompt = await request.Again!(request.Evidence.AddedTo(request.Grounding), new Correction(unsupported, isContinued ? sent : held, isContinued), cancellationToken);
        (prompt.Options.AdditionalProperties ??= [])[LanguageProperties.Unreported] = _unreported;
        var repeated = new Repetition(sent);
        var whole = "";
        await foreach (var piece in again.ReadAsync(prompt, cancellationToken))
        {
            if (repeated.Push(piece) is { Length: > 0 } fresh)
            {
                // What nobody watches is replaced only by an answer that is whole.
                whole += fresh;
                if (isWatched)
                {
                    Last = again;
                    yield return Sent(fresh);
                }
            }
        }

        if (isWatched && Last == again)
        {
            yield break;
        }

        whole += repeated.Flush();
        if (again.IsWhole && whole.Length > 0)
        {
            Last = again;
            yield return Sent(whole);
        }
        else
        {
            // The model could not mend it: what it wrote first is delivered, and flagged.
            IsBrokenOff = !hasEnded;
            yield return Sent(held);
        }
    }

    /// <summary>True where the answer cites this id.</summary>
    public bool Cites(string id) => Cites(other => other == id);

    private bool Cites(Func<string, bool> isMeant) => Citations.GroupsOf(Text).SelectMany(g => Citations.IdsOf(g.Value)).Any(isMeant);

    private ModelAttempt Attempt(Func<bool> mayFail)
    {
        var attempt = new ModelAttempt(request.Client, mayFail, logger);
        _attempts.Add(attempt);
        return attempt;
    }

    // What code wrote needs no check and goes on at once, and so does a sentence that claims nothing.
    private int EndOfReady(string held) => request.Again is null ? held.Length
        : held.Length == 0 ? -1
        : Statement.EndOfFirst(held, isWhole: false) is > 0 and var end ? end
        : Statement.EndOfSentence(held) is > 0 and var sentence && Check(held[..sentence]).Checked == 0 ? sentence
        : -1;

    private IReadOnlyList<string> UnsupportedIn(string text) => request.Again is null || text.Length == 0 ? [] : Check(text).Unsupported;

    private Groundedness Check(string text) => GroundednessCheck.Of(text, request.Evidence.AddedTo(request.Grounding), request.Asked, isWatched ? Text : "");

    private string Sent(string piece)
    {
        _sent.Append(piece);
        return piece;
    }

    /// <summary>What belongs behind the pieces: nothing, a line that says what is missing, or all of the narrative.</summary>
    private string End()
    {
        if (_sent.ToString().AsSpan().Trim().Length > 0)
        {
            return Last.IsBlocked ? StandIn.CutByProvider : Last.IsCut ? StandIn.CutAtLength : IsBrokenOff ? StandIn.CutUnmended : "";
        }

        // Nothing that was written has been sent.
        StoodIn = true;
        return StandIn.For(request.Grounding, Last.IsBlocked, Last.Failure);
    }
}

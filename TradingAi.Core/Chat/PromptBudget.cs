using System.Text;
using Microsoft.Extensions.AI;
using TradingAi.Core.Language;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Chat;

/// <summary>What is sent to the language model.</summary>
/// <param name="Messages">The prompt; empty where nothing can be sent.</param>
/// <param name="Grounding">The grounding with the passages that the prompt holds.</param>
/// <param name="Options">How to answer; without functions where these did not fit.</param>
/// <param name="Failure">Why nothing can be sent.</param>
internal sealed record FittedPrompt(IReadOnlyList<ChatMessage> Messages, Grounding Grounding, ChatOptions Options, VendorException? Failure = null);

/// <summary>
/// Makes a prompt fit: earlier turns within their own budget, then within the model's window by dropping the oldest turns whole,
/// then the passages of the lowest rank, at last the functions. The question and the facts always stay; where they alone are too much, nothing is sent.
/// </summary>
internal static class PromptBudget
{
    /// <summary>The largest prompt that the model takes.</summary>
    public static async Task<FittedPrompt> FitAsync(
        ILanguageModel model, CheckedChatRequest request, Grounding grounding, IReadOnlyList<EarlierMessage> history, ChatOptions options,
        Correction? correction, CancellationToken cancellationToken)
    {
        var turns = WithinBudget(TurnsOf(history), model.HistoryTokens);
        var most = turns.Count + grounding.Sources.Count + 1;
        try
        {
            // Each thing dropped makes the prompt smaller: the fewest that suffice are found by halving.
            var (low, high) = (0, most);
            if (await FitsAsync(0))
            {
                high = 0;
            }
            else if (!await FitsAsync(most))
            {
                return new FittedPrompt([], grounding, options, new VendorException(
                    Vendor.Gemini, VendorFailure.Rejected, "The question with its facts alone exceeds the model's window."));
            }

            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = await FitsAsync(middle) ? (low, middle) : (middle + 1, high);
            }

            return Without(low);
        }
        catch (VendorException failure)
        {
            return new FittedPrompt([], grounding, options, failure);
        }

        ValueTask<bool> FitsAsync(int dropped)
        {
            var prompt = Without(dropped);
            return model.FitsAsync(prompt.Messages, prompt.Options, cancellationToken);
        }

        FittedPrompt Without(int dropped)
        {
            var passages = Math.Max(0, grounding.Sources.Count - Math.Max(0, dropped - turns.Count));
            var kept = passages == grounding.Sources.Count ? grounding : grounding with { Sources = [.. grounding.Sources.Take(passages)] };
            return new FittedPrompt(ChatPrompt.Of(request, kept, [.. turns.Skip(dropped).SelectMany(t => t)], correction), kept, dropped == most ? WithoutFunctions(options) : options);
        }
    }

    private static ChatOptions WithoutFunctions(ChatOptions options)
    {
        var without = options.Clone();
        without.Tools = null;
        return without;
    }

    /// <summary>A question with its answer each, oldest first.</summary>
    private static List<List<EarlierMessage>> TurnsOf(IReadOnlyList<EarlierMessage> history)
    {
        var turns = new List<List<EarlierMessage>>();
        foreach (var message in history)
        {
            if (message.Role == ChatSpeaker.User || turns.Count == 0)
            {
                turns.Add([]);
            }

            turns[^1].Add(message);
        }

        return turns;
    }

    // No token is shorter than a byte.
    private static List<List<EarlierMessage>> WithinBudget(List<List<EarlierMessage>> turns, int tokens)
    {
        var kept = turns.Count;
        for (long held = 0; kept > 0; kept--)
        {
            held += turns[kept - 1].Sum(m => (long)Encoding.UTF8.GetByteCount(m.Content));
            if (held > tokens)
            {
                break;
            }
        }

        return [.. turns.Skip(kept)];
    }
}

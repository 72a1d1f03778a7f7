using TradingAi.Core.Language;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Chat;

/// <summary>What is said where the language model gave no answer, or not the whole of one.</summary>
internal static class StandIn
{
    /// <summary>The last line of an answer that reached the model's longest.</summary>
    public const string CutAtLength = "\n\nThe answer was cut here at the language model's length limit.";

    /// <summary>The last line of an answer that the provider broke off.</summary>
    public const string CutByProvider = "\n\nThe language model's provider stopped the answer here.";

    /// <summary>The last line of an answer that was stopped at an unsupported statement and could not be asked for again.</summary>
    public const string CutUnmended = "\n\nThe answer was cut here: its last statement is not supported by your journal.";

    private const string Silent = "The language model gave no answer";

    /// <summary>The narrator's answer from the same facts, and why it stands here.</summary>
    public static string For(Grounding grounding, bool blocked, Exception? failure)
    {
        var why = (blocked, failure) switch
        {
            (true, _) => "The language model's provider refused this question",
            (_, VendorException { Failure: VendorFailure.OverBudget }) => "The day's budget for the language model is used up",
            (_, VendorException { Failure: VendorFailure.Rejected, Status: null }) => "This question does not fit the language model",
            (_, null) => Silent,
            _ => "The language model could not be reached",
        };
        var instead = grounding.Outcome == ChatOutcome.Declined ? "this was answered" : "this was answered from the computed facts";
        return $"{grounding.Narrative}\n\n{why}; {instead} without it.";
    }
}

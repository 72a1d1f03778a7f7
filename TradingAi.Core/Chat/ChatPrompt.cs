using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using TradingAi.Core.Language;
using TradingAi.Core.Language.Prompts;
using TradingAi.Core.Language.Trader;

namespace TradingAi.Core.Chat;

/// <summary>The messages that a language model is given for one question.</summary>
internal static partial class ChatPrompt
{
    /// <summary>Rules, earlier messages oldest first, and the question with its facts and passages; what seldom changes comes first.</summary>
    /// <param name="request">The question.</param>
    /// <param name="grounding">Its facts and passages.</param>
    /// <param name="history">Earlier messages.</param>
    /// <param name="correction">Where the model is asked again: what was wrong.</param>
    public static List<ChatMessage> Of(CheckedChatRequest request, Grounding grounding, IReadOnlyList<EarlierMessage> history, Correction? correction = null) =>
    [
        new(ChatRole.System, PromptTemplate.Chat.Text + (grounding.Profile is { } profile ? ProfileOf(profile) : "")),
        .. history.Select(m => m.Role == ChatSpeaker.User
            ? new ChatMessage(ChatRole.User, m.Content)
            : new ChatMessage(ChatRole.Assistant, Citation().Replace(m.Content, ""))),
        new(ChatRole.User, QuestionOf(request, grounding) + (correction is null ? "" : CorrectionOf(correction))),
    ];

    private static string QuestionOf(CheckedChatRequest request, Grounding grounding)
    {
        var text = new StringBuilder();
        text.AppendLine("<facts>");
        foreach (var fact in grounding.Facts)
        {
            text.AppendLine(Fenced(JsonSerializer.Serialize(fact, ChatJson.Default.Fact)));
        }

        text.AppendLine("</facts>");
        if (grounding.Background.Count > 0)
        {
            text.AppendLine("<context>");
            foreach (var fact in grounding.Background)
            {
                text.AppendLine(Fenced(JsonSerializer.Serialize(fact, ChatJson.Default.Fact)));
            }

            text.AppendLine("</context>");
        }

        text.AppendLine("<passages>");
        foreach (var source in grounding.Sources)
        {
            text.AppendLine($"<passage id=\"{source.Id}\" type=\"{source.Type}\">")
                .AppendLine(Fenced(source.Title)).AppendLine(Fenced(source.Snippet)).AppendLine("</passage>");
        }

        text.AppendLine("</passages>");
        if (request.MarketConditions is { } conditions)
        {
            text.AppendLine("<market_conditions>").AppendLine(Fenced(conditions)).AppendLine("</market_conditions>");
        }

        return text.Append(request.Message).ToString();
    }

    private static string ProfileOf(TraderProfile profile) =>
        $"\n<profile>\n{Fenced(JsonSerializer.Serialize(profile, TraderJson.Default.TraderProfile))}\n</profile>";

    // Behind the question, so that all before it is what the model has just read.
    private static string CorrectionOf(Correction correction) =>
        $"\n<written>\n{Fenced(correction.Written)}\n</written>\n{correction.Text}";

    /// <summary>Text that cannot close the fence it stands in.</summary>
    private static string Fenced(string text) => text.Replace("<", "‹").Replace(">", "›");

    // What an earlier answer cited has other numbers now.
    [GeneratedRegex(@"\s?\[[FS]\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Citation();
}

using Microsoft.Extensions.AI;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Chat;

/// <summary>A language model whose window takes everything.</summary>
internal sealed class RoomyModel : ILanguageModel
{
    public string Model => "scripted";

    public string ReportModel => "scripted";

    public int HistoryTokens => 10_000;

    public ValueTask<bool> FitsAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => new(true);
}

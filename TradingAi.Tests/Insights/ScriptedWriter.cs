using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using TradingAi.Core.Language;

namespace TradingAi.Tests.Insights;

/// <summary>A language model that words evidence as a test has it do; it repeats what it was told unless told otherwise.</summary>
internal sealed class ScriptedWriter : IChatClient, ILanguageModel
{
    public string Model => "fast";

    public string ReportModel => "strong";

    public int HistoryTokens => 0;

    public List<ChatOptions> Calls { get; } = [];

    /// <summary>Makes the answer's text of the evidence.</summary>
    public Func<JsonNode, string> Answer { get; set; } = evidence => Saying("As computed", (string)evidence["said"]!, evidence);

    public ChatFinishReason Finish { get; set; } = ChatFinishReason.Stop;

    /// <summary>Prose of an insight, or the parts of a report's letter, with the evidence's own recommendations.</summary>
    public static string Saying(string title, string content, JsonNode evidence) => new JsonObject
    {
        ["title"] = title,
        ["content"] = content,
        ["what_happened"] = content,
        ["why"] = content,
        ["what_it_cost"] = content,
        ["compared"] = content,
        ["recommendations"] = evidence["recommendations"]!.DeepClone(),
    }.ToJsonString();

    public ValueTask<bool> FitsAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => new(true);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls.Add(options!);
        var text = Answer(JsonNode.Parse(messages.Last().Text)!);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { ModelId = options!.ModelId, FinishReason = Finish });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}

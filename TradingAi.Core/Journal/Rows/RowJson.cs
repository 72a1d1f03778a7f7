using System.Text.Json;

namespace TradingAi.Core.Journal.Rows;

/// <summary>Rows as JSON text, the way they are stored.</summary>
internal static class RowJson
{
    /// <summary>How deep the journal's JSON may nest: a block editor's lists within lists go deeper than the usual 64.</summary>
    public const int MaxDepth = 256;

    /// <summary>How such JSON is read.</summary>
    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a stored row; null where this version of the service refuses what an older one accepted.</summary>
    public static JournalRow? Read(RowKey key, string json, DateTimeOffset changedAt)
    {
        using var document = JsonDocument.Parse(json, Options);
        return JournalRow.Read(key.Kind, document.RootElement, changedAt, out _);
    }
}

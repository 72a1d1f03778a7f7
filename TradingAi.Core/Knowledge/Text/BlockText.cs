using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>
/// The text of notebook content: Markdown stays as it is; a block editor's JSON (BlockNote, TipTap, Slate, Quill, Editor.js
/// or any other nesting) gives the strings that a reader would see, one block a paragraph.
/// </summary>
internal static class BlockText
{
    private const int MaximumDepth = 512;

    /// <summary>Properties whose strings are not text.</summary>
    private static readonly FrozenSet<string> s_notText =
        "id type props attrs attributes styles marks style href url src kind version format mode direction indent align level time lang language"
            .Split(' ').ToFrozenSet();

    /// <summary>Returns the text of Markdown or of block JSON; JSON that cannot be read is taken for text.</summary>
    public static string FromContent(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var start = content.AsSpan().TrimStart();
        if (start.Length == 0 || start[0] is not ('{' or '['))
        {
            return content;
        }

        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            var text = new StringBuilder(content.Length / 2);
            Append(text, document.RootElement);
            return text.ToString().Trim();
        }
        catch (JsonException)
        {
            return content; // Markdown may start with a bracket too: [link](…), [ ] task.
        }
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(element.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Append(text, item);
                    if (item.ValueKind == JsonValueKind.String)
                    {
                        EndBlock(text, 1);
                    }
                }

                break;
            case JsonValueKind.Object:
                AppendObject(text, element);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element)
    {
        var type = element.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        switch (type)
        {
            case "heading" or "header":
                EndBlock(text, 2);
                text.Append(new string('#', Level(element))).Append(' ');
                break;
            case "bulletListItem" or "numberedListItem" or "checkListItem" or "listItem" or "taskItem" or "list_item":
                EndBlock(text, 1);
                text.Append("- ");
                break;
            case "hardBreak":
                text.Append('\n');
                break;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!s_notText.Contains(property.Name))
            {
                Append(text, property.Value);
            }
        }

        // An object with blocks or text of its own ends a paragraph; inline pieces (text, link, mention) run on.
        if (type is not ("" or "text" or "link" or "mention" or "hashtag" or "tableCell") || element.TryGetProperty("children", out _))
        {
            EndBlock(text, type.Contains("item", StringComparison.OrdinalIgnoreCase) ? 1 : 2);
        }
    }

    private static int Level(JsonElement heading)
    {
        foreach (var holder in (ReadOnlySpan<string>)["props", "attrs", "data"])
        {
            if (heading.TryGetProperty(holder, out var properties) && properties.ValueKind == JsonValueKind.Object
                && properties.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.Number && level.TryGetInt32(out var depth))
            {
                return Math.Clamp(depth, 1, 6);
            }
        }

        return 1;
    }

    private static void EndBlock(StringBuilder text, int newLines)
    {
        if (text.Length == 0 || (text.Length >= 2 && text[^1] == ' ' && text[^2] is '-' or '#'))
        {
            return;
        }

        var present = 0;
        while (present < text.Length && text[^(present + 1)] == '\n')
        {
            present++;
        }

        text.Append('\n', Math.Max(0, newLines - present));
    }
}

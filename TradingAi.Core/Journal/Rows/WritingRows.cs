using System.Text.Json;

namespace TradingAi.Core.Journal.Rows;

/// <summary>Reads notes, notebook entries and playbooks.</summary>
internal static class WritingRows
{
    private const int MaxTitle = 1_000;
    private const int MaxContent = 1_000_000;
    private const int MaxRules = 500;

    /// <summary>Reads a trade note; it is about one trade at most.</summary>
    public static TradeNote ReadNote(FieldReader fields, DateTimeOffset? changedAt)
    {
        var stock = fields.Id("stock_trade_id");
        var option = fields.Id("option_trade_id");
        fields.Choice("trade_type", "stock", "option");
        if (stock is not null && option is not null)
        {
            fields.Refuse("option_trade_id", "must not stand beside stock_trade_id: a note is about one trade.");
        }

        return new TradeNote
        {
            Id = fields.RequiredId("id"),
            Name = fields.Text("name", MaxTitle) ?? "",
            Content = Content(fields),
            Trade = stock is not null ? new EntityRef(EntityType.Stock, stock)
                : option is not null ? new EntityRef(EntityType.Option, option)
                : null,
            CreatedAt = CreatedAt(fields, changedAt),
        };
    }

    /// <summary>Reads a notebook entry.</summary>
    public static NotebookEntry ReadNotebook(FieldReader fields, DateTimeOffset? changedAt) => new()
    {
        Id = fields.RequiredId("id"),
        ParentId = fields.Id("parent_id"),
        Title = fields.Text("title", MaxTitle) ?? "",
        Content = Content(fields),
        Tags = fields.Texts("tags"),
        CreatedAt = CreatedAt(fields, changedAt),
    };

    /// <summary>Reads a playbook.</summary>
    public static Playbook ReadPlaybook(FieldReader fields, DateTimeOffset? changedAt) => new()
    {
        Id = fields.RequiredId("id"),
        Name = fields.RequiredText("name", MaxTitle),
        Description = fields.Text("description", MaxContent) ?? "",
        Rules = Rules(fields),
        CreatedAt = CreatedAt(fields, changedAt),
    };

    // A block editor's document comes as text or as the JSON itself; either is kept, and read where text is made of it.
    private static string Content(FieldReader fields) => fields.Find("content") switch
    {
        null => "",
        { ValueKind: JsonValueKind.Object or JsonValueKind.Array } document => document.GetRawText(),
        _ => fields.Text("content", MaxContent) ?? "",
    };

    private static DateTimeOffset CreatedAt(FieldReader fields, DateTimeOffset? changedAt) =>
        fields.Time("created_at") ?? changedAt ?? fields.RequiredTime("created_at");

    private static PlaybookRule[] Rules(FieldReader fields)
    {
        if (fields.Find("rules") is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxRules
            || value.EnumerateArray().Any(rule => rule.ValueKind != JsonValueKind.Object))
        {
            fields.Refuse("rules", $"must be a list of at most {MaxRules} rules.");
            return [];
        }

        var rules = new List<PlaybookRule>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
        {
            var rule = new FieldReader(element, camelCase: false);
            rules.Add(new PlaybookRule(
                rule.RequiredChoice("kind", "entry_criteria", "exit_criteria", "market_factor"),
                rule.Text("text", MaxContent) ?? ""));
            fields.Problems.AddRange(rule.Problems.Select(p => new RowProblem($"rules[{rules.Count - 1}].{p.Field}", p.Message)));
        }

        return [.. rules];
    }
}

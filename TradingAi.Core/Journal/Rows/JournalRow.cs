using System.Text.Json;

namespace TradingAi.Core.Journal.Rows;

/// <summary>One row of the journal, read and checked.</summary>
internal sealed record JournalRow
{
    /// <summary>What names the row.</summary>
    public required RowKey Key { get; init; }

    /// <summary>A <see cref="Trade"/>, <see cref="TradeNote"/>, <see cref="NotebookEntry"/>, <see cref="Playbook"/> or <see cref="UserProfile"/>.</summary>
    public required object Content { get; init; }

    /// <summary>True where the row says <c>is_deleted</c>: kept, but no part of the live journal.</summary>
    public bool Hidden { get; init; }

    /// <summary>When the journal last changed the row; null where it does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The JSON object as it came.</summary>
    public required string Json { get; init; }

    /// <summary>What was read although it contradicts itself.</summary>
    public IReadOnlyList<RowProblem> Warnings { get; init; } = [];

    /// <summary>What the row's text depends on.</summary>
    public IEnumerable<RowKey> Links => Content switch
    {
        Trade trade => trade.PlaybookIds.Select(id => new RowKey(RowKind.Playbook, id)),
        TradeNote { Trade: { } trade } => [RowKey.Of(trade)],
        _ => [],
    };

    /// <summary>Reads a row.</summary>
    /// <param name="kind">What it should describe.</param>
    /// <param name="element">A JSON value.</param>
    /// <param name="occurredAt">When it changed, where the row itself does not say when it was written.</param>
    /// <param name="problems">Why it is refused; empty where it was read.</param>
    /// <returns>The row; null where it is refused.</returns>
    public static JournalRow? Read(RowKind kind, JsonElement element, DateTimeOffset? occurredAt, out IReadOnlyList<RowProblem> problems)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems = [new RowProblem("", "A row must be a JSON object.")];
            return null;
        }

        try
        {
            var fields = new FieldReader(element, camelCase: kind == RowKind.Stock);
            var row = Read(kind, element, occurredAt, fields);
            problems = fields.Problems;
            return problems.Count == 0 ? row : null;
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says of a text that is no UTF-8, or half of a surrogate pair.
            problems = [new RowProblem("", "The row holds text that is not valid Unicode.")];
            return null;
        }
    }

    private static JournalRow Read(RowKind kind, JsonElement element, DateTimeOffset? occurredAt, FieldReader fields)
    {
        var updatedAt = fields.Time("updated_at");
        var changedAt = updatedAt ?? fields.Time("created_at");
        var writtenAt = updatedAt ?? occurredAt;
        var warnings = new List<RowProblem>();
        object content = kind switch
        {
            RowKind.Stock => TradeRows.ReadStock(fields, warnings),
            RowKind.Option => TradeRows.ReadOption(fields, warnings),
            RowKind.TradeNote => WritingRows.ReadNote(fields, writtenAt),
            RowKind.Notebook => WritingRows.ReadNotebook(fields, writtenAt),
            RowKind.Playbook => WritingRows.ReadPlaybook(fields, writtenAt),
            _ => ProfileRows.Read(fields),
        };
        return new JournalRow
        {
            Key = kind == RowKind.UserProfile ? RowKey.Profile : new RowKey(kind, fields.Id("id") ?? ""),
            Content = content,
            Hidden = kind != RowKind.UserProfile && fields.Flag("is_deleted"),
            UpdatedAt = changedAt,
            Json = element.GetRawText(),
            Warnings = warnings,
        };
    }
}

using System.Text;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>Writes the text of the five kinds of entity.</summary>
public static class EntityFormatter
{
    /// <summary>The text of a live entity; null where the journal holds no such one.</summary>
    public static EntityText? Format(EntityRef entity, JournalSnapshot journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return entity.Type switch
        {
            EntityType.Stock or EntityType.Option => journal.FindTrade(entity) is { } trade ? Trade(trade, journal) : null,
            EntityType.TradeNote => journal.TradeNotes.FirstOrDefault(note => note.Id == entity.Id) is { } note ? Note(note, journal) : null,
            EntityType.Notebook => journal.Notebooks.FirstOrDefault(entry => entry.Id == entity.Id) is { } entry ? Notebook(entry) : null,
            _ => journal.FindPlaybook(entity.Id) is { } playbook ? Playbook(playbook) : null,
        };
    }

    /// <summary>
    /// The text of one row that is not in a snapshot yet, written with what the row itself says: dates in UTC, money in
    /// dollars, no words of other entities.
    /// </summary>
    /// <param name="content">A <see cref="Journal.Trade"/>, <see cref="TradeNote"/>, <see cref="NotebookEntry"/> or <see cref="Journal.Playbook"/>.</param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static EntityText FormatAlone(object content)
    {
        var nothing = new JournalSnapshot(0, new UserProfile(), [], [], [], []);
        return content switch
        {
            Trade trade => Trade(trade, nothing),
            TradeNote note => Note(note, nothing),
            NotebookEntry entry => Notebook(entry),
            Playbook playbook => Playbook(playbook),
            _ => throw new ArgumentException($"A {content?.GetType().Name} is no entity of a journal.", nameof(content)),
        };
    }

    private static EntityText Trade(Trade trade, JournalSnapshot journal) => new()
    {
        Ref = trade.Ref,
        Title = TradeText.Title(trade, journal),
        Body = TradeText.Body(trade, journal),
        Timestamp = trade.EntryAt,
        Symbol = trade.Symbol,
        Tags = trade.Tags,
    };

    private static EntityText Note(TradeNote note, JournalSnapshot journal)
    {
        var trade = note.Trade is { } reference ? journal.FindTrade(reference) : null;
        return new EntityText
        {
            Ref = note.Ref,
            Title = note.Name,
            Body = BlockText.FromContent(note.Content),
            Timestamp = note.CreatedAt,
            Symbol = trade?.Symbol,
            Tags = trade?.Tags ?? [],
            Trade = note.Trade,
        };
    }

    private static EntityText Notebook(NotebookEntry entry) => new()
    {
        Ref = entry.Ref,
        Title = entry.Title,
        Body = BlockText.FromContent(entry.Content),
        Timestamp = entry.CreatedAt,
        Tags = entry.Tags,
    };

    private static EntityText Playbook(Playbook playbook)
    {
        var body = new StringBuilder(BlockText.FromContent(playbook.Description).Trim());
        foreach (var rules in playbook.Rules.GroupBy(rule => rule.Kind))
        {
            body.Append("\n\n## ").Append(Heading(rules.Key)).Append("\n\n");
            body.AppendJoin('\n', rules.Select(rule => "- " + rule.Text));
        }

        return new EntityText { Ref = playbook.Ref, Title = playbook.Name, Body = body.ToString().Trim(), Timestamp = playbook.CreatedAt };
    }

    private static string Heading(string kind) => kind switch
    {
        "entry_criteria" => "Entry criteria",
        "exit_criteria" => "Exit criteria",
        "market_factor" => "Market factors",
        _ => kind,
    };
}

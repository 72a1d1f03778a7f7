namespace TradingAi.Core.Journal;

/// <summary>One entity with what belongs to it: what a citation opens.</summary>
public sealed record EntityDetails
{
    /// <summary>What names it.</summary>
    public required EntityRef Ref { get; init; }

    /// <summary>The kind of entity.</summary>
    public EntityType Type => Ref.Type;

    /// <summary>A title that a person recognizes.</summary>
    public required string Title { get; init; }

    /// <summary>The trade, where it is one, or the one that a note is about.</summary>
    public Trade? Trade { get; init; }

    /// <summary>The figures of <see cref="Trade"/>.</summary>
    public TradeFigures? Figures { get; init; }

    /// <summary>The note itself, or the notes on the trade, oldest first.</summary>
    public IReadOnlyList<TradeNote> Notes { get; init; } = [];

    /// <summary>The notebook entry.</summary>
    public NotebookEntry? Notebook { get; init; }

    /// <summary>The playbook itself, or those that the trade followed.</summary>
    public IReadOnlyList<Playbook> Playbooks { get; init; } = [];

    /// <summary>For a playbook, the trades that followed it, by entry.</summary>
    public IReadOnlyList<EntityRef> Trades { get; init; } = [];

    /// <summary>Finds a live entity of a journal with what belongs to it; null where there is none.</summary>
    public static EntityDetails? Find(JournalSnapshot journal, EntityRef entity)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return entity.Type switch
        {
            EntityType.Stock or EntityType.Option => journal.FindTrade(entity) is { } trade ? OfTrade(journal, trade) : null,
            EntityType.TradeNote => journal.TradeNotes.FirstOrDefault(n => n.Id == entity.Id) is { } note ? OfNote(journal, note) : null,
            EntityType.Notebook => journal.Notebooks.FirstOrDefault(n => n.Id == entity.Id) is { } notebook
                ? new EntityDetails { Ref = entity, Title = notebook.Title, Notebook = notebook }
                : null,
            EntityType.Playbook => journal.FindPlaybook(entity.Id) is { } playbook
                ? new EntityDetails
                {
                    Ref = entity,
                    Title = playbook.Name,
                    Playbooks = [playbook],
                    Trades = [.. journal.Trades.Where(t => t.PlaybookIds.Contains(playbook.Id)).Select(t => t.Ref)],
                }
                : null,
            _ => null,
        };
    }

    private static EntityDetails OfTrade(JournalSnapshot journal, Trade trade) => new()
    {
        Ref = trade.Ref,
        Title = TitleOf(trade),
        Trade = trade,
        Figures = TradeFigures.Of(trade),
        Notes = [.. journal.NotesOf(trade.Ref)],
        Playbooks = [.. trade.PlaybookIds.Select(journal.FindPlaybook).OfType<Playbook>().DistinctBy(p => p.Id)],
    };

    private static EntityDetails OfNote(JournalSnapshot journal, TradeNote note)
    {
        var trade = note.Trade is { } about ? journal.FindTrade(about) : null;
        return new EntityDetails
        {
            Ref = note.Ref,
            Title = note.Name,
            Notes = [note],
            Trade = trade,
            Figures = trade is null ? null : TradeFigures.Of(trade),
        };
    }

    private static string TitleOf(Trade trade) =>
        $"{trade.Symbol} {(trade.Direction == Direction.Long ? "long" : "short")} {(trade.Asset == Asset.Stock ? "stock" : trade.StrategyType ?? "option")}, {trade.EntryAt:yyyy-MM-dd}";
}

/// <summary>What was computed of one trade. Money is in the account's currency; null where it cannot be known.</summary>
/// <param name="Status"><c>open</c> or <c>closed</c>.</param>
/// <param name="NetPnl">Net P&amp;L; null while open.</param>
/// <param name="ReturnFraction">Net P&amp;L over the notional at entry.</param>
/// <param name="R">P&amp;L in multiples of the initial risk.</param>
/// <param name="InitialRisk">What was at stake at entry.</param>
/// <param name="Notional">Entry price times quantity times multiplier.</param>
/// <param name="HoldHours">Exit minus entry, in hours.</param>
public sealed record TradeFigures(
    string Status, decimal? NetPnl, decimal? ReturnFraction, decimal? R, decimal? InitialRisk, decimal Notional, double? HoldHours)
{
    /// <summary>The figures of a trade.</summary>
    public static TradeFigures Of(Trade trade)
    {
        ArgumentNullException.ThrowIfNull(trade);
        return new TradeFigures(
            trade.IsClosed ? "closed" : "open",
            trade.NetPnl,
            trade.Notional == 0 ? null : trade.NetPnl / trade.Notional,
            trade.R,
            trade.InitialRisk,
            trade.Notional,
            trade.HoldTime?.TotalHours);
    }
}

using TradingAi.Core.Journal.Rows;

namespace TradingAi.Core.Journal.Import;

/// <summary>The parts of a journal document.</summary>
internal static class JournalSections
{
    /// <summary>Their names, for messages.</summary>
    public const string Names = "user_profile, stocks, options, trade_notes, notebook and playbooks";

    /// <summary>The kind of a part's rows; false for a part that this service does not keep.</summary>
    public static bool TryRead(string section, out RowKind kind)
    {
        (kind, var known) = section switch
        {
            "stocks" => (RowKind.Stock, true),
            "options" => (RowKind.Option, true),
            "trade_notes" or "tradeNotes" => (RowKind.TradeNote, true),
            "notebook" or "notebooks" => (RowKind.Notebook, true),
            "playbooks" => (RowKind.Playbook, true),
            "user_profile" or "userProfile" => (RowKind.UserProfile, true),
            _ => (default, false),
        };
        return known;
    }
}

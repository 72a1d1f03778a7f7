namespace TradingAi.Core.Journal.Rows;

/// <summary>What a row of the journal describes: one of the five entities, or the trader.</summary>
internal enum RowKind
{
    Stock,
    Option,
    TradeNote,
    Notebook,
    Playbook,
    UserProfile,
}

/// <summary>What names a row within a user's journal.</summary>
internal readonly record struct RowKey(RowKind Kind, string Id)
{
    private static readonly string[] s_names = ["stock", "option", "trade_note", "notebook", "playbook", "user_profile"];

    /// <summary>The one row of the trader's profile.</summary>
    public static RowKey Profile { get; } = new(RowKind.UserProfile, "profile");

    /// <summary>The kind's name in the database and in event types.</summary>
    public string KindName => s_names[(int)Kind];

    /// <summary>The entity; null for the profile, which is none.</summary>
    public EntityRef? Entity => Kind == RowKind.UserProfile ? null : new EntityRef((EntityType)Kind, Id);

    public static RowKey Of(EntityRef entity) => new((RowKind)entity.Type, entity.Id);

    public static bool TryParseKind(string? name, out RowKind kind)
    {
        var index = Array.IndexOf(s_names, name);
        kind = index < 0 ? default : (RowKind)index;
        return index >= 0;
    }
}

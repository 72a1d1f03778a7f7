using System.Diagnostics.CodeAnalysis;

namespace TradingAi.Core.Journal;

/// <summary>The five kinds of entity that a journal holds.</summary>
public enum EntityType
{
    /// <summary>A stock trade.</summary>
    Stock,

    /// <summary>An option trade.</summary>
    Option,

    /// <summary>A note on one trade, or a free one.</summary>
    TradeNote,

    /// <summary>A notebook entry.</summary>
    Notebook,

    /// <summary>A playbook: a setup with its rules.</summary>
    Playbook,
}

/// <summary>
/// What names one entity of one user: <c>{stock|option|trade_note|notebook|playbook}:{id}</c>, the id percent-encoded
/// where it holds <c>:</c>, <c>/</c> or <c>%</c>.
/// </summary>
/// <param name="Type">The kind of entity.</param>
/// <param name="Id">The id as the journal gave it, unencoded; unique per user and type only.</param>
public readonly record struct EntityRef(EntityType Type, string Id)
{
    private static readonly string[] s_names = ["stock", "option", "trade_note", "notebook", "playbook"];

    /// <summary>The type's name on the wire and in metadata, such as <c>trade_note</c>.</summary>
    public string TypeName => NameOf(Type);

    /// <summary>The id, percent-encoded where it holds <c>:</c>, <c>/</c> or <c>%</c>.</summary>
    public string EncodedId => Id.Replace("%", "%25").Replace(":", "%3A").Replace("/", "%2F");

    /// <summary>The name of a type on the wire.</summary>
    public static string NameOf(EntityType type) => s_names[(int)type];

    /// <summary>Reads a type's name.</summary>
    public static bool TryParseType(string? name, out EntityType type)
    {
        var index = Array.IndexOf(s_names, name);
        type = index < 0 ? default : (EntityType)index;
        return index >= 0;
    }

    /// <summary>Reads <c>type:id</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntityRef entity)
    {
        entity = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon < 1 || colon == text!.Length - 1 || !TryParseType(text[..colon], out var type))
        {
            return false;
        }

        var id = Uri.UnescapeDataString(text[(colon + 1)..]);
        entity = new EntityRef(type, id);
        return id.Length > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{TypeName}:{EncodedId}";
}

using System.Text.Json.Serialization;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Http.Json;

/// <summary>The entity route's answer.</summary>
internal sealed record EntityAnswer
{
    public required EntityRef Ref { get; init; }

    public required EntityType Type { get; init; }

    public required string Title { get; init; }

    /// <summary>The entity itself, in the model's own fields.</summary>
    public required object Entity { get; init; }

    public TradeFigures? Figures { get; init; }

    /// <summary>For a note, the trade it is about.</summary>
    public Trade? Trade { get; init; }

    public IReadOnlyList<TradeNote> Notes { get; init; } = [];

    public IReadOnlyList<Playbook> Playbooks { get; init; } = [];

    public IReadOnlyList<EntityRef> Trades { get; init; } = [];

    /// <summary>The answer for an entity.</summary>
    public static EntityAnswer Of(EntityDetails details)
    {
        object entity = details.Type switch
        {
            EntityType.TradeNote => details.Notes[0],
            EntityType.Notebook => details.Notebook!,
            EntityType.Playbook => details.Playbooks[0],
            _ => details.Trade!,
        };
        return new EntityAnswer
        {
            Ref = details.Ref,
            Type = details.Type,
            Title = details.Title,
            Entity = entity,
            Figures = details.Figures,
            Trade = ReferenceEquals(entity, details.Trade) ? null : details.Trade,
            Notes = [.. details.Notes.Where(n => !ReferenceEquals(n, entity))],
            Playbooks = [.. details.Playbooks.Where(p => !ReferenceEquals(p, entity))],
            Trades = details.Trades,
        };
    }
}

/// <summary>The entity route on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(SnakeCaseEnumConverter<EntityType>), typeof(SnakeCaseEnumConverter<Direction>), typeof(SnakeCaseEnumConverter<Asset>),
        typeof(UtcInstantConverter), typeof(EntityRefConverter),
    ])]
[JsonSerializable(typeof(EntityAnswer))]
[JsonSerializable(typeof(Trade))]
[JsonSerializable(typeof(TradeNote))]
[JsonSerializable(typeof(NotebookEntry))]
[JsonSerializable(typeof(Playbook))]
internal sealed partial class EntityJson : JsonSerializerContext;

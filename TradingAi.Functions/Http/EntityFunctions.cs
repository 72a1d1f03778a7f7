using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>Opens what an answer cites.</summary>
public sealed class EntityFunctions(IJournalReader journals)
{
    /// <summary><c>GET /api/ai/journal/entities/{ref}</c>: the entity, its figures and what belongs to it.</summary>
    [Function(nameof(GetEntity))]
    public async Task<IResult> GetEntity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/journal/entities/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!EntityRef.TryParse(reference, out var entity))
        {
            throw RequestRefusedException.NotFound("entity");
        }

        var journal = await journals.ReadAsync(request.GetUser(), cancellationToken);
        var details = EntityDetails.Find(journal, entity) ?? FindVerbatim(journal, reference, entity.Type)
            ?? throw RequestRefusedException.NotFound("entity");
        return ApiResults.Ok(EntityAnswer.Of(details), EntityJson.Default.EntityAnswer);
    }

    // A caller who percent-encodes an address once hands us an id whose own escapes are still to be kept.
    private static EntityDetails? FindVerbatim(JournalSnapshot journal, string reference, EntityType type) =>
        EntityDetails.Find(journal, new EntityRef(type, reference[(reference.IndexOf(':') + 1)..]));
}

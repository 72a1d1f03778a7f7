using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http;

/// <summary>Search over the caller's journal.</summary>
public sealed class SearchFunctions(ISearch search, IJournalReader journals, Degradations degradations)
{
    private const int DefaultTopK = 10;
    private const int MaxTopK = 100;
    private const int MaxQueryLength = 4000;

    /// <summary><c>GET /api/ai/search</c>: entities by meaning and by words.</summary>
    [Function(nameof(Search))]
    public async Task<IResult> Search(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/search")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.ReadText("q") ?? throw RequestRefusedException.Invalid("q", "q is required: what to search for.");
        if (query.Length > MaxQueryLength)
        {
            throw RequestRefusedException.Invalid("q", $"q is longer than {MaxQueryLength} characters.");
        }

        var topK = request.ReadInteger("top_k", 1, MaxTopK) ?? DefaultTopK;
        var user = request.GetUser();
        var filter = await ReadFilterAsync(request, user, cancellationToken);
        var found = await search.SearchAsync(user, query, filter, topK, cancellationToken);
        degradations.Note(found.Degraded, DegradedPart.Embeddings, DegradedPart.Vectors);
        return ApiResults.Ok(new SearchAnswer([.. found.Results.Select(SearchRow.Of)], found.Degraded), SearchJson.Default.SearchAnswer);
    }

    private async Task<SearchFilter> ReadFilterAsync(HttpRequest request, UserId user, CancellationToken cancellationToken)
    {
        var (from, to) = (request.ReadText("from"), request.ReadText("to"));
        var zone = from is null && to is null ? TimeZoneInfo.Utc : (await journals.ReadAsync(user, cancellationToken)).TimeZone;
        var filter = new SearchFilter
        {
            Types = ReadTypes(request),
            Symbol = request.ReadText("symbol"),
            Tag = request.ReadText("tag"),
            From = from is null ? null : ReadBound("from", from, zone, wholeDay: false),
            Until = to is null ? null : ReadBound("to", to, zone, wholeDay: true),
        };
        return filter.From >= filter.Until ? throw RequestRefusedException.Invalid("to", "to lies before from.") : filter;
    }

    private static IReadOnlyList<EntityType> ReadTypes(HttpRequest request) => request.ReadText("type") is not { } types
        ? []
        : [.. types.Split(',', StringSplitOptions.TrimEntries).Select(name => EntityRef.TryParseType(name, out var type)
            ? type
            : throw RequestRefusedException.Invalid("type", $"type must be some of {string.Join(", ", Enum.GetValues<EntityType>().Select(EntityRef.NameOf))}.")).Distinct()];

    // A date is a local one and, as an end, includes its whole day; an instant is taken as it is.
    private static DateTimeOffset ReadBound(string name, string text, TimeZoneInfo zone, bool wholeDay)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return RequestQuery.ParseInstant(name, text);
        }

        return LocalTime.StartOf(wholeDay && date < DateOnly.MaxValue ? date.AddDays(1) : date, zone);
    }
}

using TradingAi.Core.Alerts.Outgoing;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights.Narration;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Insights;

/// <summary>A wish for an insight.</summary>
/// <param name="Range">The range.</param>
/// <param name="Type">The type.</param>
/// <param name="AsOf">The present.</param>
/// <param name="MarketConditions">The caller's word on the market, stored with the insight; the narrator does not repeat it.</param>
public sealed record InsightRequest(TimeRange Range, InsightType Type, DateTimeOffset AsOf, string? MarketConditions = null);

/// <summary>Makes, keeps and finds a user's insights. Another user's insight is one that does not exist.</summary>
public sealed class InsightService(
    IJournalReader journals, IUserDatabases databases, ProseWriter writer, ComposerCache composers, OutgoingEvents events, TimeProvider clock)
{
    /// <summary>Makes a new insight and stores it.</summary>
    public async Task<Insight> GenerateAsync(UserId user, InsightRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sample = await ReadSampleAsync(user, request.Range, request.AsOf, cancellationToken);
        return await ComposeAndStoreAsync(user, sample, request.Type, null, request.MarketConditions, cancellationToken);
    }

    /// <summary>
    /// One insight for each type, for work that may be repeated: what the origin asked for before is answered again, what
    /// was made of the same data is taken where that is allowed, the rest is made and stored once.
    /// </summary>
    /// <param name="user">Whose.</param>
    /// <param name="range">The range.</param>
    /// <param name="types">The types, each once.</param>
    /// <param name="asOf">The present.</param>
    /// <param name="origin">What asks: a schedule's day, a report.</param>
    /// <param name="reuse">Whether an insight of the same data, whoever asked for it, will do.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<Insight>> EnsureAsync(
        UserId user,
        TimeRange range,
        IReadOnlyList<InsightType> types,
        DateTimeOffset asOf,
        string origin,
        bool reuse,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(types);
        var database = await databases.OpenAsync(user, cancellationToken);
        var insights = new List<Insight>(types.Count);
        TradeSample? sample = null;
        foreach (var type in types)
        {
            var key = $"{origin}:{range.WireName}:{InsightTypes.NameOf(type)}";
            if (await InsightStore.FindByOriginAsync(database, key, cancellationToken) is { } made)
            {
                insights.Add(made);
                continue;
            }

            // Only what is missing costs reading the journal.
            sample ??= await ReadSampleAsync(user, range, asOf, cancellationToken);
            insights.Add(
                (reuse ? await InsightStore.FindByBasisAsync(database, type, sample.Basis, cancellationToken) : null)
                ?? await ComposeAndStoreAsync(user, sample, type, key, null, cancellationToken));
        }

        return insights;
    }

    /// <summary>One page of insights, newest first.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="range">Only of this range; null for all.</param>
    /// <param name="type">Only of this type; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<Page<Insight>> ListAsync(
        UserId user, TimeRangeName? range, InsightType? type, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return await databases.FindAsync(user, cancellationToken) is { } database
            ? await InsightStore.ListAsync(
                database, range is { } r ? new TimeRange(r).WireName : null, type is { } t ? InsightTypes.NameOf(t) : null, page, cancellationToken)
            : new Page<Insight>([], 0, null);
    }

    /// <summary>One insight.</summary>
    /// <exception cref="RequestRefusedException">The user has no such insight.</exception>
    public async Task<Insight> GetAsync(UserId user, string id, CancellationToken cancellationToken) =>
        await databases.FindAsync(user, cancellationToken) is { } database
            && await InsightStore.FindAsync(database, id, cancellationToken) is { } insight
            ? insight
            : throw RequestRefusedException.NotFound("insight");

    /// <summary>Deletes one insight.</summary>
    /// <exception cref="RequestRefusedException">The user has no such insight.</exception>
    public async Task DeleteAsync(UserId user, string id, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is not { } database
            || !await InsightStore.DeleteAsync(database, id, cancellationToken))
        {
            throw RequestRefusedException.NotFound("insight");
        }
    }

    /// <summary>The trades of a range of the user's journal.</summary>
    internal async Task<TradeSample> ReadSampleAsync(
        UserId user, TimeRange range, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        new(await journals.ReadAsync(user, cancellationToken), range, asOf);

    /// <summary>What stands out in a sample; searched once, whoever asks.</summary>
    internal Task<InsightComposer> SearchAsync(TradeSample sample, CancellationToken cancellationToken) => composers.GetAsync(sample, cancellationToken);

    private async Task<Insight> ComposeAndStoreAsync(
        UserId user,
        TradeSample sample,
        InsightType type,
        string? origin,
        string? marketConditions,
        CancellationToken cancellationToken)
    {
        var composer = await composers.GetAsync(sample, cancellationToken);
        var draft = composer.Compose(type);
        var prose = await WordAsync(user, sample, type, draft, cancellationToken);
        var now = clock.GetUtcNow();
        var insight = new Insight
        {
            Id = Guid.CreateVersion7(now).ToString(),
            TimeRange = sample.Range.WireName,
            InsightType = InsightTypes.NameOf(type),
            Title = prose.Title,
            Content = prose.Content,
            KeyFindings = draft.Findings,
            Recommendations = prose.Recommendations,
            DataSources = draft.DataSources,
            Model = prose.Model,
            Degraded = prose.Degraded,
            GeneratedAt = now,
        };
        var database = await databases.OpenAsync(user, cancellationToken);
        var store = InsightStore.Add(new InsightRow(insight, sample.Range, sample.AsOf, sample.Basis, origin, marketConditions));
        await database.ExecuteAsync(await events.WithEventAsync(user, insight, store, cancellationToken), cancellationToken);

        // Two that work for one origin at once both answer the one that was stored.
        return origin is null ? insight : await InsightStore.FindByOriginAsync(database, origin, cancellationToken) ?? insight;
    }

    // A range without trades says so in the narrator's words: a model has nothing to add to nothing.
    private Task<Prose> WordAsync(UserId user, TradeSample sample, InsightType type, InsightDraft draft, CancellationToken cancellationToken)
    {
        var own = Prose.OfNarrator(draft.Title, [new ProsePart("content", "", draft.Content)], draft.Recommendations);
        return sample.Trades.Count == 0
            ? Task.FromResult(own)
            : writer.InsightAsync(
                user,
                own,
                ProseEvidence.Of($"{InsightTypes.NameOf(type)}, {sample.Range.WireName}", $"{draft.Title}\n\n{draft.Content}", draft.Findings, draft.Recommendations),
                cancellationToken);
    }
}

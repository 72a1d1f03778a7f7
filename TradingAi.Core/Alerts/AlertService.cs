using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts;

/// <summary>Lists and acknowledges a user's alerts. Another user's alert is one that does not exist.</summary>
public sealed class AlertService(IUserDatabases databases, TimeProvider clock)
{
    /// <summary>One page of alerts, newest first.</summary>
    public async Task<Page<Alert>> ListAsync(UserId user, AlertFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(page);
        return await databases.FindAsync(user, cancellationToken) is { } database
            ? await AlertStore.ListAsync(database, filter, page, cancellationToken)
            : new Page<Alert>([], 0, null);
    }

    /// <summary>The newest alerts that nobody acknowledged yet, a page of them.</summary>
    public async Task<IReadOnlyList<Alert>> OpenAsync(UserId user, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        (await ListAsync(user, new AlertFilter(false, null, null, asOf), PageRequest.First, cancellationToken)).Items;

    /// <summary>Notes that the trader saw an alert; doing it again changes nothing.</summary>
    /// <exception cref="RequestRefusedException">The user has no such alert.</exception>
    public async Task<Alert> AcknowledgeAsync(UserId user, string id, CancellationToken cancellationToken)
    {
        if (await databases.FindAsync(user, cancellationToken) is { } database
            && await AlertStore.FindAsync(database, id, cancellationToken) is { } alert)
        {
            if (alert.AcknowledgedAt is not null)
            {
                return alert;
            }

            await AlertStore.AcknowledgeAsync(database, id, clock.GetUtcNow(), cancellationToken);
            return await AlertStore.FindAsync(database, id, cancellationToken) ?? throw RequestRefusedException.NotFound("alert");
        }

        throw RequestRefusedException.NotFound("alert");
    }
}

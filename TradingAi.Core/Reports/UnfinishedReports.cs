using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Reports;

/// <summary>The list, over all users, of the reports that have been promised and not yet ended.</summary>
public sealed class UnfinishedReports(ISystemDatabase database, TimeProvider clock)
{
    /// <summary>Adds a report; to be called before its row is written.</summary>
    public Task AddAsync(UnfinishedReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return database.ExecuteAsync(
            SqlStatement.Of($"""
                INSERT INTO unfinished_reports (id, user_id, created_at) VALUES ({report.Id}, {report.User.Value}, {clock.GetUtcNow().UtcTicks})
                """),
            cancellationToken);
    }

    /// <summary>Removes a report that has ended or is gone.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SqlStatement.Of($"DELETE FROM unfinished_reports WHERE id = {id}"), cancellationToken);

    /// <summary>Reports promised for at least this long, oldest first.</summary>
    public Task<IReadOnlyList<UnfinishedReport>> OlderThanAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.QueryAsync(
            SqlStatement.Of($"SELECT * FROM unfinished_reports WHERE created_at <= {(clock.GetUtcNow() - age).UtcTicks} ORDER BY created_at"),
            row => new UnfinishedReport(UserId.Parse(row.GetString("user_id")), row.GetString("id")),
            cancellationToken);
}

using System.Globalization;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations;

/// <summary>The answer to a request, kept for its repetition.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Location">The <c>Location</c> header, if there was one.</param>
/// <param name="Body">The body, as it was sent.</param>
public sealed record StoredAnswer(int Status, string ContentType, string? Location, byte[] Body);

/// <summary>What is known of an idempotency key when a request arrives with it.</summary>
public abstract record IdempotencyState
{
    private IdempotencyState()
    {
    }

    /// <summary>The key is new, or its request died: this request runs, and owns the key until its lease ends.</summary>
    /// <param name="Lease">What the owner shows to renew, complete or abandon.</param>
    public sealed record Begun(string Lease) : IdempotencyState;

    /// <summary>Another request with this key is running.</summary>
    public sealed record InFlight : IdempotencyState;

    /// <summary>A request with this key was answered.</summary>
    /// <param name="Fingerprint">SHA-256 of that request.</param>
    /// <param name="Answer">Its answer.</param>
    public sealed record Completed(byte[] Fingerprint, StoredAnswer Answer) : IdempotencyState;
}

/// <summary>
/// Idempotency keys in the user's own database. A key is owned by one request at a time through a lease, which its owner
/// renews while it runs, so that a process that dies frees its keys within <see cref="LeaseTime"/>; answers are kept for
/// <see cref="Retention"/>.
/// </summary>
public sealed class IdempotencyStore(IUserDatabases databases, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless renewed.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>Takes the key, or tells what became of it.</summary>
    /// <exception cref="StorageUnavailableException">The user's database cannot serve.</exception>
    public async Task<IdempotencyState> BeginAsync(UserId user, string key, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(user, cancellationToken);
        var lease = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.ExecuteAsync(
            [
                SqlStatement.Of($"DELETE FROM idempotency_keys WHERE expires_at <= {now}"),
                SqlStatement.Of($"""
                    INSERT INTO idempotency_keys (key, lease, expires_at) VALUES ({key}, {lease}, {now + (long)LeaseTime.TotalMilliseconds})
                    ON CONFLICT (key) DO NOTHING
                    """),
            ],
            cancellationToken);
        if (changed[1] == 1)
        {
            return new IdempotencyState.Begun(lease);
        }

        // The owner may complete or abandon in between; a row that is gone by now is reported as running, and retried.
        return await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT fingerprint, status, content_type, location, body FROM idempotency_keys WHERE key = {key} AND status IS NOT NULL"),
            Map,
            cancellationToken) ?? (IdempotencyState)new IdempotencyState.InFlight();
    }

    /// <summary>Keeps the key for its owner for another <see cref="LeaseTime"/>.</summary>
    public async Task RenewAsync(UserId user, string key, string lease, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(user, cancellationToken);
        var until = (clock.GetUtcNow() + LeaseTime).ToUnixTimeMilliseconds();
        await database.ExecuteAsync(
            SqlStatement.Of($"UPDATE idempotency_keys SET expires_at = {until} WHERE key = {key} AND lease = {lease} AND status IS NULL"),
            cancellationToken);
    }

    /// <summary>Stores the answer under the key.</summary>
    public async Task CompleteAsync(
        UserId user, string key, string lease, byte[] fingerprint, StoredAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var database = await databases.OpenAsync(user, cancellationToken);
        var until = (clock.GetUtcNow() + Retention).ToUnixTimeMilliseconds();
        await database.ExecuteAsync(
            SqlStatement.Of($"""
                UPDATE idempotency_keys
                SET fingerprint = {fingerprint}, status = {answer.Status}, content_type = {answer.ContentType},
                    location = {answer.Location}, body = {answer.Body}, expires_at = {until}
                WHERE key = {key} AND lease = {lease}
                """),
            cancellationToken);
    }

    /// <summary>Frees the key: the request failed, or was refused, and changed nothing.</summary>
    public async Task AbandonAsync(UserId user, string key, string lease, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(user, cancellationToken);
        await database.ExecuteAsync(
            SqlStatement.Of($"DELETE FROM idempotency_keys WHERE key = {key} AND lease = {lease} AND status IS NULL"), cancellationToken);
    }

    private static IdempotencyState.Completed Map(SqlRow row) => new(
        row.GetBytes("fingerprint"),
        new StoredAnswer((int)row.GetInt64("status"), row.GetString("content_type"), row.GetStringOrNull("location"), row.GetBytes("body")));
}

using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Chat;

/// <summary>A user's sessions: listed, opened, named and deleted. Another user's session is one that does not exist.</summary>
public sealed class ChatSessions(IUserDatabases databases, TimeProvider time)
{
    /// <summary>The longest title that a user may give, in characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>One page of sessions, the last changed first, without their messages.</summary>
    public async Task<Page<ChatSession>> ListAsync(UserId user, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (await databases.FindAsync(user, cancellationToken) is not { } database)
        {
            return new Page<ChatSession>([], 0, null);
        }

        var total = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT COUNT(*) AS total FROM chat_sessions"), row => row.GetInt64("total"), cancellationToken);

        // One more than asked for says whether there is a next page.
        long? after = page.After is { } position ? Instant.ToTicks(position.At) : null;
        var sessions = await database.QueryAsync(
            SqlStatement.Of($"""
                SELECT s.*, (SELECT COUNT(*) FROM chat_messages m WHERE m.session_id = s.id) AS message_count
                FROM chat_sessions s
                WHERE {after} IS NULL OR (s.updated_at, s.id) < ({after}, {page.After?.Id})
                ORDER BY s.updated_at DESC, s.id DESC LIMIT {page.Limit + 1}
                """),
            ReadSession,
            cancellationToken);
        return sessions.Count <= page.Limit
            ? new Page<ChatSession>(sessions, total, null)
            : new Page<ChatSession>(
                [.. sessions.Take(page.Limit)], total, new PagePosition(sessions[page.Limit - 1].UpdatedAt, sessions[page.Limit - 1].Id));
    }

    /// <summary>A session with all its messages, oldest first.</summary>
    /// <exception cref="RequestRefusedException">The user has no such session.</exception>
    public async Task<ChatSession> GetAsync(UserId user, string sessionId, CancellationToken cancellationToken)
    {
        var database = await databases.FindAsync(user, cancellationToken) ?? throw NotFound();
        var session = await FindAsync(database, sessionId, cancellationToken) ?? throw NotFound();
        var messages = await database.QueryAsync(
            SqlStatement.Of($"SELECT * FROM chat_messages WHERE session_id = {sessionId} ORDER BY position"), ChatMessageRow.Read, cancellationToken);
        return session with { MessageCount = messages.Count, Messages = messages };
    }

    /// <summary>Begins an empty session.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="title">1–200 characters; null leaves it to the first question.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="RequestRefusedException">The title is out of its range.</exception>
    public async Task<ChatSession> CreateAsync(UserId user, string? title, CancellationToken cancellationToken)
    {
        var checkedTitle = title is null ? null : CheckTitle(title);
        var database = await databases.OpenAsync(user, cancellationToken);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        await database.ExecuteAsync(InsertOf(id, checkedTitle, now), cancellationToken);
        return new ChatSession
        {
            Id = id, Title = checkedTitle ?? ChatSession.Untitled, CreatedAt = now, UpdatedAt = now, MessageCount = 0, Messages = [],
        };
    }

    /// <summary>Gives a session another title.</summary>
    /// <exception cref="RequestRefusedException">The title is out of its range, or the user has no such session.</exception>
    public async Task<ChatSession> RenameAsync(UserId user, string sessionId, string? title, CancellationToken cancellationToken)
    {
        var checkedTitle = CheckTitle(title);
        var database = await databases.FindAsync(user, cancellationToken) ?? throw NotFound();
        var changed = await database.ExecuteAsync(
            SqlStatement.Of($"""
                UPDATE chat_sessions SET title = {checkedTitle}, updated_at = {Instant.ToTicks(time.GetUtcNow())} WHERE id = {sessionId}
                """),
            cancellationToken);
        return changed == 0 ? throw NotFound() : await FindAsync(database, sessionId, cancellationToken) ?? throw NotFound();
    }

    /// <summary>Deletes a session and its messages.</summary>
    /// <exception cref="RequestRefusedException">The user has no such session.</exception>
    public async Task DeleteAsync(UserId user, string sessionId, CancellationToken cancellationToken)
    {
        var database = await databases.FindAsync(user, cancellationToken) ?? throw NotFound();

        // The messages by name too: not every SQLite enforces foreign keys.
        var changed = await database.ExecuteAsync(
            [
                SqlStatement.Of($"DELETE FROM chat_messages WHERE session_id = {sessionId}"),
                SqlStatement.Of($"DELETE FROM chat_sessions WHERE id = {sessionId}"),
            ],
            cancellationToken);
        if (changed[1] == 0)
        {
            throw NotFound();
        }
    }

    private static RequestRefusedException NotFound() => RequestRefusedException.NotFound("chat session");

    internal static SqlStatement InsertOf(string id, string? title, DateTimeOffset now) => SqlStatement.Of($"""
        INSERT INTO chat_sessions (id, title, created_at, updated_at)
        VALUES ({id}, {title}, {Instant.ToTicks(now)}, {Instant.ToTicks(now)})
        """);

    private static string CheckTitle(string? title)
    {
        var trimmed = (title ?? "").Trim();
        return trimmed.Length > 0 && ChatRequest.LengthOf(trimmed) <= MaxTitleLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw RequestRefusedException.Invalid("title", $"A title is 1 to {MaxTitleLength} characters on one line.");
    }

    private static Task<ChatSession?> FindAsync(IDatabase database, string sessionId, CancellationToken cancellationToken) =>
        database.QueryFirstAsync(
            SqlStatement.Of($"""
                SELECT s.*, (SELECT COUNT(*) FROM chat_messages m WHERE m.session_id = s.id) AS message_count
                FROM chat_sessions s WHERE s.id = {sessionId}
                """),
            ReadSession,
            cancellationToken);

    private static ChatSession ReadSession(SqlRow row) => new()
    {
        Id = row.GetString("id"),
        Title = row.GetStringOrNull("title") ?? ChatSession.Untitled,
        CreatedAt = Instant.FromTicks(row.GetInt64("created_at")),
        UpdatedAt = Instant.FromTicks(row.GetInt64("updated_at")),
        MessageCount = (int)row.GetInt64("message_count"),
    };
}

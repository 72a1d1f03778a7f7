using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Chat;

/// <summary>What a question continues.</summary>
/// <param name="Context">What it may lean on; null where nothing was asked before.</param>
/// <param name="History">The last messages, oldest first.</param>
internal sealed record ChatThread(string? Context, IReadOnlyList<EarlierMessage> History);

/// <summary>What was said earlier in a session.</summary>
internal sealed record EarlierMessage(ChatSpeaker Role, string Content);

/// <summary>
/// Reads what a question continues and stores questions with their answers. Two answers to one session at once are both
/// stored, each behind its own question, in the order in which they were finished: the database decides positions.
/// </summary>
internal sealed class ChatTurns(IUserDatabases databases, TimeProvider time)
{
    // More than a language model needs to follow the conversation; its own budget decides how many it is given.
    private const int HistoryLength = 40;

    // A title is one line of a list.
    private const int TitleLength = 60;

    /// <summary>What a question in this session continues.</summary>
    /// <exception cref="RequestRefusedException">The user has no such session.</exception>
    public async Task<ChatThread> ReadAsync(UserId user, string sessionId, CancellationToken cancellationToken)
    {
        var database = await databases.FindAsync(user, cancellationToken) ?? throw NotFound();
        var session = await database.QueryFirstAsync(
            SqlStatement.Of($"SELECT context FROM chat_sessions WHERE id = {sessionId}"),
            row => new ChatThread(row.GetStringOrNull("context"), []),
            cancellationToken) ?? throw NotFound();
        var newestFirst = await database.QueryAsync(
            SqlStatement.Of($"SELECT role, content FROM chat_messages WHERE session_id = {sessionId} ORDER BY position DESC LIMIT {HistoryLength}"),
            row => new EarlierMessage(ChatMessageRow.SpeakerOf(row), row.GetString("content")),
            cancellationToken);
        return session with { History = [.. newestFirst.Reverse()] };
    }

    /// <summary>Stores an empty session, so that its id can be given out before the answer is complete.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> BeginAsync(UserId user, string firstQuestion, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(user, cancellationToken);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        await database.ExecuteAsync(ChatSessions.InsertOf(id, TitleOf(firstQuestion), now), cancellationToken);
        return id;
    }

    /// <summary>Stores a question, its answer and the session's new context: all of them, durably, or nothing.</summary>
    /// <exception cref="RequestRefusedException">The session was deleted meanwhile.</exception>
    public async Task AppendAsync(
        UserId user, string sessionId, ChatSessionMessage question, ChatSessionMessage answer, string? context, CancellationToken cancellationToken)
    {
        var database = await databases.OpenAsync(user, cancellationToken);
        var changed = await database.ExecuteAsync(
            [
                SqlStatement.Of($"""
                    UPDATE chat_sessions
                    SET context = {context}, updated_at = {Instant.ToTicks(answer.CreatedAt)}, title = COALESCE(title, {TitleOf(question.Content)})
                    WHERE id = {sessionId}
                    """),
                ChatMessageRow.InsertOf(sessionId, question),
                ChatMessageRow.InsertOf(sessionId, answer),
            ],
            cancellationToken);
        if (changed[0] == 0)
        {
            throw NotFound();
        }
    }

    private static RequestRefusedException NotFound() => RequestRefusedException.NotFound("chat session", "session_id");

    /// <summary>The question on one line, cut at a word where it is longer than a title.</summary>
    private static string TitleOf(string question)
    {
        var line = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= TitleLength)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', TitleLength - 1);
        var end = space > 0 ? space : TitleLength - 1;
        if (char.IsHighSurrogate(line[end - 1]))
        {
            end--;
        }

        return line[..end] + "…";
    }
}

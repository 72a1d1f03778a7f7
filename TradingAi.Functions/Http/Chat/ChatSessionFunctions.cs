using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TradingAi.Core.Chat;
using TradingAi.Functions.Http.Json;

namespace TradingAi.Functions.Http.Chat;

/// <summary>The routes of chat sessions.</summary>
public sealed class ChatSessionFunctions(ChatSessions sessions)
{
    /// <summary><c>GET /chat/sessions?limit&amp;cursor</c>: the caller's sessions without their messages.</summary>
    [Function("ListChatSessions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/chat/sessions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await sessions.ListAsync(request.GetUser(), request.ReadPage(), cancellationToken);
        return ApiResults.Ok(
            new ChatSessionList(page.Items, page.TotalCount, PageCursor.Encode(page.Next)), ChatWire.Default.ChatSessionList);
    }

    /// <summary><c>POST /chat/sessions</c> <c>{title?}</c>: 201 with an empty session.</summary>
    [Function("CreateChatSession")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ai/chat/sessions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadOptionalAsync(request, ChatWire.Default.ChatSessionTitle, cancellationToken);
        var session = await sessions.CreateAsync(request.GetUser(), body?.Title, cancellationToken);
        return ApiResults.Created(session, ChatWire.Default.ChatSession, $"/api/ai/chat/sessions/{session.Id}");
    }

    /// <summary><c>GET /chat/sessions/{id}</c>: the session with all its messages, oldest first.</summary>
    [Function("GetChatSession")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/chat/sessions/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ApiResults.Ok(await sessions.GetAsync(request.GetUser(), id, cancellationToken), ChatWire.Default.ChatSession);

    /// <summary><c>PUT /chat/sessions/{id}</c> <c>{title}</c>: the session under its new title, without its messages.</summary>
    [Function("RenameChatSession")]
    public async Task<IResult> RenameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "ai/chat/sessions/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, ChatWire.Default.ChatSessionTitle, cancellationToken);
        return ApiResults.Ok(
            await sessions.RenameAsync(request.GetUser(), id, body.Title, cancellationToken), ChatWire.Default.ChatSession);
    }

    /// <summary><c>DELETE /chat/sessions/{id}</c>: the session and its messages are gone.</summary>
    [Function("DeleteChatSession")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "ai/chat/sessions/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await sessions.DeleteAsync(request.GetUser(), id, cancellationToken);
        return ApiResults.Ok(new DeletedChatSession(id, Deleted: true), ChatWire.Default.DeletedChatSession);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Cache;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>
/// Finds out who calls, before any function of a user route runs. Routes without a user are named in
/// <c>s_routesWithoutUser</c>; every other one has one.
/// </summary>
internal sealed class AuthenticationMiddleware(IOptions<AuthenticationOptions> options, BearerTokens tokens, UserActivity activity, DailyWarming warming)
    : IFunctionsWorkerMiddleware
{
    private const string UserHeader = "X-User-Id";
    private const string DefaultUser = "demo";
    private const string UserIdParameter = "user_id";

    /// <summary>The webhook is signed and names its user; health and metrics concern nobody in particular.</summary>
    private static readonly HashSet<string> s_routesWithoutUser =
    [
        nameof(WebhookFunctions.ReceiveJournalEvent), nameof(HealthFunctions.GetHealth), nameof(HealthFunctions.GetCachedHealth),
        nameof(HealthFunctions.GetLiveness), nameof(MetricsFunctions.GetMetrics),
    ];

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && !s_routesWithoutUser.Contains(context.FunctionDefinition.Name))
        {
            var user = ParseUser(options.Value.EffectiveMode == AuthenticationMode.Jwt
                ? await tokens.SubjectOfAsync(http.Request, context.CancellationToken)
                : LocalUser(http));
            RefuseOtherUser(http.Request, user);
            http.SetUser(user);
            activity.Note(user);
            warming.Note(user);
        }

        await next(context);
    }

    // A browser page of another origin could reach a loopback server through a host name of its own, so the name counts too.
    private static string LocalUser(HttpContext http)
    {
        if (!LoopbackCheck.IsLoopback(http.Connection.RemoteIpAddress) || !LoopbackCheck.IsLoopbackHost(http.Request.Host.Host))
        {
            throw new EdgeException(ErrorCode.Unauthorized, "Local identities are for callers on this machine, through a loopback address.");
        }

        return http.Request.Headers[UserHeader] is { Count: > 0 } header ? header.ToString() : DefaultUser;
    }

    private static UserId ParseUser(string text) =>
        UserId.TryParse(text, out var user)
            ? user
            : throw RequestRefusedException.Invalid(UserIdParameter, "A user id is 1–64 characters of A-Z a-z 0-9 _ -.");

    private static void RefuseOtherUser(HttpRequest request, UserId user)
    {
        if (request.Query[UserIdParameter].Any(named => named != user.Value))
        {
            throw RequestRefusedException.Invalid(UserIdParameter, "The user comes from the credentials; user_id names another one.");
        }
    }
}

using Microsoft.AspNetCore.Http;
using TradingAi.Core.Journal;

namespace TradingAi.Functions.Http;

/// <summary>Who sent a request, as the authentication middleware found it.</summary>
internal static class Caller
{
    private static readonly object s_key = new();

    /// <summary>The user of this request.</summary>
    /// <exception cref="InvalidOperationException">The route asks for no user.</exception>
    public static UserId GetUser(this HttpRequest request) =>
        request.HttpContext.FindUser() ?? throw new InvalidOperationException("This route has no authenticated user.");

    /// <summary>The user of this request; null on a route that asks for none, or before authentication.</summary>
    public static UserId? FindUser(this HttpContext http) => http.Items[s_key] as UserId;

    /// <summary>Records the user of this request.</summary>
    public static void SetUser(this HttpContext http, UserId user) => http.Items[s_key] = user;
}

using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Turso;

/// <summary>Errors outside of statements as Turso sends them: <c>{"error":"…"}</c>.</summary>
internal sealed class TursoErrors : IVendorErrors
{
    public Vendor Vendor => Vendor.Turso;

    public Refusal? Authenticate(HttpRequest request, string token) => BearerToken.Of(request) switch
    {
        null => Refuse(StatusCodes.Status401Unauthorized, new RefusalDetail("Unauthorized: `Expected authorization header but none given`")),
        var given when given != token => Refuse(StatusCodes.Status401Unauthorized),
        _ => null,
    };

    public Refusal Refuse(int status, RefusalDetail? detail = null)
    {
        var headers = detail?.RetryAfterSeconds is { } seconds
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) }
            : null;
        return new Refusal(status, new JsonObject { ["error"] = detail?.Message ?? Usual(status) }, headers);
    }

    private static string Usual(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Unauthorized: `The JWT is invalid`",
        StatusCodes.Status429TooManyRequests => "Too many concurrent requests",
        _ => StatusText.Of(status),
    };
}

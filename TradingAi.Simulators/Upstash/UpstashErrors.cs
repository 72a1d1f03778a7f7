using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Upstash;

/// <summary>Errors as Upstash Vector sends them: <c>{"error":"…","status":401}</c>.</summary>
internal sealed class UpstashErrors : IVendorErrors
{
    public Vendor Vendor => Vendor.Vector;

    public Refusal? Authenticate(HttpRequest request, string token) =>
        BearerToken.Of(request) == token ? null : Refuse(StatusCodes.Status401Unauthorized);

    public Refusal Refuse(int status, RefusalDetail? detail = null)
    {
        var headers = detail?.RetryAfterSeconds is { } seconds
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) }
            : null;
        return new Refusal(status, new JsonObject { ["error"] = detail?.Message ?? Usual(status), ["status"] = status }, headers);
    }

    private static string Usual(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Unauthorized: Invalid auth token",
        StatusCodes.Status429TooManyRequests => "Exceeded rate limit",
        _ => StatusText.Of(status),
    };
}

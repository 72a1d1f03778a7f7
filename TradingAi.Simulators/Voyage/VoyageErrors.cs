using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Voyage;

/// <summary>Errors as Voyage sends them: <c>{"detail":"…"}</c>.</summary>
internal sealed class VoyageErrors : IVendorErrors
{
    public Vendor Vendor => Vendor.Voyage;

    public Refusal? Authenticate(HttpRequest request, string token) =>
        BearerToken.Of(request) == token ? null : Refuse(StatusCodes.Status401Unauthorized);

    public Refusal Refuse(int status, RefusalDetail? detail = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (detail?.RetryAfterSeconds is { } seconds)
        {
            var text = seconds.ToString(CultureInfo.InvariantCulture);
            headers["Retry-After"] = text;
            headers["X-RateLimit-Reset"] = text;
        }

        if (detail?.Limit is { } limit)
        {
            headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = "0";
        }

        return new Refusal(status, new JsonObject { ["detail"] = detail?.Message ?? Usual(status) }, headers);
    }

    private static string Usual(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Provided API key is invalid.",
        StatusCodes.Status429TooManyRequests => "You have exceeded your rate limit. Please slow down and try again later.",
        _ => StatusText.Of(status),
    };
}

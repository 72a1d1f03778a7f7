using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini;

/// <summary>Errors as Gemini sends them: <c>{"error":{"code":429,"message":"…","status":"RESOURCE_EXHAUSTED","details":[…]}}</c>.</summary>
internal sealed class GeminiErrors : IVendorErrors
{
    private const string TypePrefix = "type.googleapis.com/google.rpc.";

    public Vendor Vendor => Vendor.Gemini;

    public Refusal? Authenticate(HttpRequest request, string token)
    {
        var key = request.Headers["x-goog-api-key"].FirstOrDefault() ?? request.Query["key"].FirstOrDefault();
        return key == token ? null
            : string.IsNullOrEmpty(key) ? Refuse(StatusCodes.Status403Forbidden, new RefusalDetail(
                "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."))
            : Error(StatusCodes.Status400BadRequest, "API key not valid. Please pass a valid API key.", new JsonObject
            {
                ["@type"] = TypePrefix + "ErrorInfo",
                ["reason"] = "API_KEY_INVALID",
                ["domain"] = "googleapis.com",
                ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
            });
    }

    public Refusal Refuse(int status, RefusalDetail? detail = null)
    {
        var retry = detail?.RetryAfterSeconds is { } seconds
            ? new JsonObject { ["@type"] = TypePrefix + "RetryInfo", ["retryDelay"] = seconds.ToString(CultureInfo.InvariantCulture) + "s" }
            : null;
        return Error(status, detail?.Message ?? Usual(status), retry);
    }

    /// <summary>The refusal of a request that is wrong, with the fields at fault where its JSON is.</summary>
    public static Refusal Invalid(InvalidRequestException invalid)
    {
        var violations = invalid.Violations.Select(violation =>
        {
            var item = new JsonObject { ["description"] = violation.Description };
            if (violation.Field.Length > 0)
            {
                item.Insert(0, "field", violation.Field);
            }

            return (JsonNode)item;
        });
        return Error(StatusCodes.Status400BadRequest, invalid.Message, invalid.Violations.Count == 0 ? null : new JsonObject
        {
            ["@type"] = TypePrefix + "BadRequest",
            ["fieldViolations"] = new JsonArray([.. violations]),
        });
    }

    private static Refusal Error(int status, string message, JsonObject? detail)
    {
        var error = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = NameOf(status) };
        if (detail is not null)
        {
            error["details"] = new JsonArray(detail);
        }

        return new Refusal(status, new JsonObject { ["error"] = error });
    }

    private static string NameOf(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ABORTED",
        429 => "RESOURCE_EXHAUSTED",
        499 => "CANCELLED",
        501 => "UNIMPLEMENTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        < 500 => "INVALID_ARGUMENT",
        _ => "INTERNAL",
    };

    private static string Usual(int status) => status switch
    {
        429 => "You exceeded your current quota, please check your plan and billing details.",
        500 => "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
        503 => "The model is overloaded. Please try again later.",
        _ => StatusText.Of(status),
    };
}

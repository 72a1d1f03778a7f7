using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Simulators.Hosting;

/// <summary>An error as a vendor answers it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">The vendor's body.</param>
/// <param name="headers">Headers that go with it.</param>
internal sealed class Refusal(int status, JsonNode body, IReadOnlyDictionary<string, string>? headers = null) : IResult, IStatusCodeHttpResult
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            response.Headers[name] = value;
        }

        await response.WriteAsync(body.ToJsonString(s_plain), httpContext.RequestAborted);
    }
}

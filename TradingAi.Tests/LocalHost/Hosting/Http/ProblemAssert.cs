using System.Net;
using System.Text.Json;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

internal static class ProblemAssert
{
    /// <summary>The response is problem details with this status and code.</summary>
    public static async Task IsProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        JsonElement root = problem.RootElement;
        Assert.Equal((int)status, root.GetProperty("status").GetInt32());
        Assert.Equal(code, root.GetProperty("error").GetString());
        Assert.False(root.GetProperty("success").GetBoolean());
        Assert.Equal(response.RequestMessage!.RequestUri!.AbsolutePath, root.GetProperty("instance").GetString());
        foreach (string text in new[] { "type", "title", "detail", "message", "trace_id" })
        {
            Assert.NotEmpty(root.GetProperty(text).GetString()!);
        }

        Assert.Equal(JsonValueKind.Object, root.GetProperty("errors").ValueKind);
    }
}

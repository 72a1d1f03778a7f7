using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd;

/// <summary>Asks for a report until it has ended.</summary>
internal static class ReportPolling
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The status of a report that has ended.</summary>
    public static async Task<JsonNode> WaitForReportAsync(this HttpClient client, string statusUrl)
    {
        using var bound = new CancellationTokenSource(s_patience);
        while (true)
        {
            var status = await client.GetDataAsync(statusUrl);
            if ((string?)status["status"] is "completed" or "failed")
            {
                return status;
            }

            await Task.Delay(50, bound.Token);
        }
    }
}

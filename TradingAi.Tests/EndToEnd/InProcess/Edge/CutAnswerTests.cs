using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class CutAnswerTests
{
    private const string Flushed = "what was flushed";

    [Fact]
    public async Task An_answer_that_breaks_off_still_delivers_what_was_flushed_and_never_looks_whole()
    {
        await using var app = await RealApp.StartAsync([], functions: [typeof(BreakingFunctions)]);
        using var client = app.CreateClient();
        for (var time = 0; time < 20; time++)
        {
            using var response = await client.GetAsync("breaks", HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.Content.ReadAsStreamAsync();
            var first = new byte[Flushed.Length];
            await body.ReadExactlyAsync(first);
            Assert.Equal(Flushed, Encoding.ASCII.GetString(first));
            await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1]));
        }
    }

    public static class BreakingFunctions
    {
        [Function(nameof(BreaksOff))]
        public static async Task BreaksOff([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ai/breaks")] HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            var response = request.HttpContext.Response;
            await response.Body.WriteAsync(Encoding.ASCII.GetBytes(Flushed));
            await response.Body.FlushAsync();
            throw new InvalidOperationException("Something broke after the answer had begun.");
        }
    }
}

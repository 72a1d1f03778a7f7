using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.EndToEnd.InProcess.Cloud;

/// <summary>
/// One vendor failing in every way while the app serves: answers come in time and say what is missing, no accepted change is
/// lost, and after the recovery everything is searchable by meaning.
/// </summary>
public abstract class VendorFaultTests(string vendor) : IAsyncLifetime
{
    private const string Secret = "whsec_c2VjcmV0IG9mIHRoZSBlbmQtdG8tZW5kIHRlc3Rz";

    private CloudParts _parts = null!;
    private RealApp _app = null!;

    public static TheoryData<string> Faults => new(
        """{"kind":"status","status":500}""",
        """{"kind":"status","status":429,"retry_after":60}""",
        """{"kind":"status","status":401}""",
        """{"kind":"hang"}""",
        """{"kind":"cut","after_bytes":10}""",
        """{"kind":"malformed"}""",
        """{"kind":"drip","delay_ms":500}""");

    /// <summary>The part that answers name as degraded; null where nothing can be answered at all.</summary>
    private protected abstract string? Part { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await CloudParts.StartAsync();
        _app = await RealApp.StartAsync(new(_parts.Settings)
        {
            ["WEBHOOK_SECRETS"] = Secret,
            ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false",
            ["VOYAGER_TIMEOUT_SECONDS"] = "3",
            ["UPSTASH_TIMEOUT_SECONDS"] = "3",
            ["GEMINI_TIMEOUT_SECONDS"] = "3",
            ["GEMINI_STREAM_STALL_SECONDS"] = "2",
            ["TURSO_TIMEOUT_SECONDS"] = "3",
        });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _app.DisposeAsync();
        await _parts.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_degrades_and_recovers(string fault)
    {
        using var client = _app.CreateClient("trader");

        // Whatever hangs longer than this is a failure of the test.
        client.Timeout = TimeSpan.FromSeconds(30);
        await client.ImportAsync(new JsonObject
        {
            ["stocks"] = new JsonArray(Api.Stock(1), Api.Stock(2, "MSFT")),
            ["trade_notes"] = new JsonArray(Note("n1", "I moved my stop because I was afraid of giving back the gain.")),
        });
        await client.WaitUntilIndexedAsync();

        await _parts.BreakAsync(vendor, JsonNode.Parse(fault)!.AsObject());
        await AskAsync(client);
        using var change = Api.Event(Secret, "trader", "trade_note.created", Note("n2", "Moved the stop again, out of fear."));
        using var accepted = await client.SendAsync(change, Cancelled);
        await SeeAcceptedAsync(accepted);
        await _parts.MendAsync(vendor);

        if (Part is null)
        {
            // Nothing was promised: the sender tries again.
            await ResendAsync(client);
        }

        var status = await client.WaitUntilIndexedAsync();
        Assert.Equal((4, 4, 0), ((int)status["entities"]!, (int)status["indexed"]!, (int)status["failed"]!));
        await SeeRecoveredAsync(client);
    }

    private async Task AskAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("chat", new { message = "What did I write about moving my stop?" }, Cancelled);
        if (Part is null)
        {
            await SeeUnavailableAsync(response);
            return;
        }

        var answer = await response.DataAsync();
        Assert.Equal("answered", (string?)answer["outcome"]);
        Assert.Contains(Part, answer["degraded"]!.AsArray().Select(part => (string?)part));
        Assert.Equal("trade_note:n1", (string?)answer["sources"]![0]!["ref"]);
    }

    private async Task SeeAcceptedAsync(HttpResponseMessage response)
    {
        if (Part is null)
        {
            await SeeUnavailableAsync(response);
            return;
        }

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task SeeUnavailableAsync(HttpResponseMessage response)
    {
        await response.ProblemAsync(503);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static async Task ResendAsync(HttpClient client)
    {
        while (true)
        {
            using var again = Api.Event(Secret, "trader", "trade_note.created", Note("n2", "Moved the stop again, out of fear."));
            using var response = await client.SendAsync(again, Cancelled);
            if (response.StatusCode == HttpStatusCode.Accepted)
            {
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            await Task.Delay(200, Cancelled);
        }
    }

    // The circuit may stay open for a while: an answer that is whole again ends the wait.
    private static async Task SeeRecoveredAsync(HttpClient client)
    {
        while (true)
        {
            using var response = await client.PostAsJsonAsync("chat", new { message = "What did I write about moving my stop?" }, Cancelled);
            var answer = await response.DataAsync();
            if (answer["degraded"]!.AsArray().Count == 0)
            {
                Assert.Equal(["trade_note:n1", "trade_note:n2"], answer["sources"]!.AsArray().Select(s => (string?)s!["ref"]).Order());
                return;
            }

            await Task.Delay(200, Cancelled);
        }
    }

    private static JsonObject Note(string id, string content) => new()
    {
        ["id"] = id,
        ["name"] = "Stops",
        ["content"] = content,
        ["createdAt"] = "2026-01-06T16:00:00Z",
        ["updatedAt"] = "2026-01-06T16:00:00Z",
    };
}

public sealed class VoyageFaultTests() : VendorFaultTests("voyage")
{
    private protected override string Part => "embeddings";
}

public sealed class UpstashFaultTests() : VendorFaultTests("vector")
{
    private protected override string Part => "vectors";
}

public sealed class GeminiFaultTests() : VendorFaultTests("gemini")
{
    private protected override string Part => "language";
}

public sealed class TursoFaultTests() : VendorFaultTests("turso")
{
    private protected override string? Part => null;
}

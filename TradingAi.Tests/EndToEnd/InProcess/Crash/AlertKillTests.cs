using System.Globalization;
using System.Text.Json.Nodes;
using TradingAi.Tests.EndToEnd.InProcess.Deliveries;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd.InProcess.Crash;

/// <summary>Kills the process while it raises and delivers alerts: <c>TRADINGAI_KILLS</c> times (3, at most 6), at instants that <c>TRADINGAI_SEED</c> (1) decides.</summary>
public sealed class AlertKillTests
{
    private const string User = "killed";
    private const int TradesARound = 3;

    // More would make large losses usual.
    private const int MaxKills = 6;
    private const string Incoming = "whsec_c2VjcmV0IG9mIHRoZSBpbmNvbWluZyBldmVudHM=";
    private const string Outgoing = "whsec_c2VjcmV0IG9mIHRoZSBvdXRnb2luZyBldmVudHM=";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_accepted_loss_raises_one_alert_that_is_delivered_however_the_process_dies()
    {
        var (kills, random) = (Math.Min(Setting("TRADINGAI_KILLS", 3), MaxKills), new Random(Setting("TRADINGAI_SEED", 1)));
        var stop = TestContext.Current.CancellationToken;
        await using var receiver = await Receiver.StartAsync(Outgoing);
        var settings = new Dictionary<string, string>
        {
            ["WEBHOOK_SECRETS"] = Incoming, ["OUTGOING_WEBHOOK_URL"] = receiver.Url, ["OUTGOING_WEBHOOK_SECRETS"] = Outgoing,
        };
        using var directory = new TemporaryDirectory();
        var now = DateTimeOffset.UtcNow;
        var accepted = new List<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var app = await ChildApp.StartAsync(directory.Path, settings);
            using var client = app.CreateClient(User);
            if (kill == 0)
            {
                await client.ImportAsync(Api.Journal([.. Enumerable.Range(1, 40).Select(n => AlertRouteTests.Trade(n, n % 2 == 0 ? 100 : -100, now.AddDays(-200 + (4 * n))))]));
            }

            // Each loss is larger than all before it, so each is unusual.
            for (var n = kill * TradesARound; n < (kill + 1) * TradesARound; n++)
            {
                using var lost = Api.Event(
                    Incoming, User, "stock.created", AlertRouteTests.Trade(100 + n, -1_000 * (n + 1), now.AddHours(-12).AddMinutes(n)));
                Assert.True((await client.SendAsync(lost, stop)).IsSuccessStatusCode);
                accepted.Add($"stock:{100 + n}");
            }

            // Any instant will do: before the drain, within it, while the alert is on its way.
            await Task.Delay(random.Next(700), stop);
            await app.KillAsync();
        }

        await using var last = await ChildApp.StartAsync(directory.Path, settings);
        using var survivor = last.CreateClient(User);
        using var patience = new CancellationTokenSource(s_patience);
        var (delivered, raised) = (new HashSet<string>(), new List<JsonNode?>());
        while (raised.Count < accepted.Count || !raised.TrueForAll(alert => delivered.Contains((string)alert!["id"]!)))
        {
            await Task.Delay(100, patience.Token);
            delivered.UnionWith(receiver.Rest().Select(d => (string)d.Body["data"]!["id"]!));
            raised = [.. (await survivor.GetDataAsync("alerts?alert_type=large_loss&limit=100"))["alerts"]!.AsArray()];
        }

        Assert.Equal(accepted.Order(), raised.Select(alert => (string)alert!["evidence"]![0]!).Order());
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

namespace TradingAi.Tests.EndToEnd;

/// <summary>Risk in the answer of the analytics route.</summary>
public abstract class RiskRouteTests(AppFixture app)
{
    [Fact]
    public async Task Risk_of_closed_trades_stands_beside_what_is_open_at_the_present()
    {
        using var client = await app.CreateClientAsync();
        var held = Api.Stock(99, "TSLA", shares: 3);
        held["entryDate"] = "2026-03-01T15:00:00Z";
        held["exitDate"] = null;
        held["exitPrice"] = null;
        var loss = Api.Stock(2);
        loss["exitPrice"] = 95m;
        loss["exitDate"] = "2026-01-07T15:00:00Z";
        await client.ImportAsync(Api.Journal(Api.Stock(1), loss, held));

        var risk = (await client.GetDataAsync("analytics?as_of=2026-04-01T00:00:00Z"))["risk"]!;
        Assert.Equal(50 / Math.Sqrt(2), (double)risk["ulcer_index"]!, 9);
        Assert.Equal((1.0, null), ((double)risk["recovery_factor"]!, risk["risk_of_ruin"]));
        Assert.Equal((1, 300m, "TSLA", 1.0), ((int)risk["open"]!["positions"]!, (decimal)risk["open"]!["net_notional"]!, (string)risk["open"]!["largest_symbol"]!, (double)risk["open"]!["herfindahl_index"]!));
        Assert.Equal(
            ["position_concentration", "leverage_usage", "volatility_exposure", "drawdown_magnitude"],
            risk["risk_factors"]!.AsArray().Select(f => (string)f!["name"]!));
        Assert.InRange((int)risk["risk_score"]!, 1, 100);

        // The same closed trades, asked of another present and with a filter.
        var before = (await client.GetDataAsync("analytics?as_of=2026-02-01T00:00:00Z&symbol=AAPL"))["risk"]!;
        Assert.Equal((double)risk["ulcer_index"]!, (double)before["ulcer_index"]!);
        Assert.Equal((0, null), ((int)before["open"]!["positions"]!, before["open"]!["herfindahl_index"]));
    }
}

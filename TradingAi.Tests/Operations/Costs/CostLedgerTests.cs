using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.Operations.Costs;

public sealed class CostLedgerTests : IAsyncDisposable
{
    private static readonly UserId s_anna = UserId.Parse("anna");
    private static readonly UserId s_ben = UserId.Parse("ben");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 22, 30, 0, TimeSpan.Zero));
    private ServiceProvider? _services;

    [Fact]
    public async Task A_day_of_every_vendor_costs_what_a_hand_computes()
    {
        var ledger = Ledger();

        // 1,234,567 tokens at $0.12 a million.
        Assert.Equal(0.14814804m, await Record(ledger, new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1_234_567)));
        // 8,200 in at $0.30 a million, 612 out at $2.50 a million.
        Assert.Equal(0.00399m, await Record(ledger, new(Vendor.Gemini, "gemini-2.5-flash", InputTokens: 8_200, OutputTokens: 612)));
        // 48,000 in at $1.25 a million, 9,500 out at $10 a million.
        Assert.Equal(0.155m, await Record(ledger, new(Vendor.Gemini, "gemini-2.5-pro", InputTokens: 48_000, OutputTokens: 9_500)));
        // 10,001 operations at $0.40 a hundred thousand.
        Assert.Equal(0.040004m, await Record(ledger, new(Vendor.Upstash, "", Operations: 10_001)));
        Assert.Equal(0m, await Record(ledger, new(Vendor.Turso, "", Operations: 1_000_000)));

        var spent = await _services!.GetRequiredService<IDailySpend>().ReadAsync(new DateOnly(2026, 3, 1), s_anna, CancellationToken.None);
        Assert.Equal(0.34714204m, spent.ByUser);
        Assert.Equal("$0.35", $"${spent.InAll:0.00}");
    }

    [Fact]
    public async Task Prices_are_settings_and_one_model_for_everything_has_one_price()
    {
        var ledger = Ledger(
            ("PRICE_GEMINI_INPUT_PER_MILLION_TOKENS", "1"), ("PRICE_GEMINI_OUTPUT_PER_MILLION_TOKENS", "4"),
            ("GEMINI_MODEL", "gemini-x"), ("GEMINI_REPORT_MODEL", "gemini-x"));

        Assert.Equal(9m, await Record(ledger, new(Vendor.Gemini, "gemini-x", InputTokens: 1_000_000, OutputTokens: 2_000_000)));
    }

    [Fact]
    public async Task Small_costs_add_up_without_rounding()
    {
        var ledger = Ledger();

        for (var call = 0; call < 1_000_000; call += 1_000)
        {
            await Record(ledger, new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1));
        }

        var spent = await _services!.GetRequiredService<IDailySpend>().ReadAsync(new DateOnly(2026, 3, 1), null, CancellationToken.None);
        Assert.Equal(0.00012m, spent.InAll);
    }

    [Fact]
    public async Task A_used_up_budget_of_a_user_stops_that_user_until_the_next_day()
    {
        var ledger = Ledger(("BUDGET_USD_PER_USER_PER_DAY", "0.12"));
        await ledger.EnsureWithinBudgetAsync(s_anna, Vendor.Gemini, CancellationToken.None);
        await Record(ledger, new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1_000_000));

        var refused = await Assert.ThrowsAsync<VendorException>(
            async () => await ledger.EnsureWithinBudgetAsync(s_anna, Vendor.Gemini, CancellationToken.None));

        Assert.Equal((Vendor.Gemini, VendorFailure.OverBudget), (refused.Vendor, refused.Failure));
        Assert.Equal(TimeSpan.FromMinutes(90), refused.RetryAfter);
        await ledger.EnsureWithinBudgetAsync(s_ben, Vendor.Gemini, CancellationToken.None);
        await ledger.EnsureWithinBudgetAsync(null, Vendor.Gemini, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(90));
        await ledger.EnsureWithinBudgetAsync(s_anna, Vendor.Gemini, CancellationToken.None);
    }

    [Fact]
    public async Task A_used_up_budget_in_all_stops_everybody()
    {
        var ledger = Ledger(("BUDGET_USD_PER_DAY", "0.12"));
        await Record(ledger, new(Vendor.Voyage, "voyage-finance-2", InputTokens: 999_999));
        await ledger.EnsureWithinBudgetAsync(s_ben, Vendor.Voyage, CancellationToken.None);
        await Record(ledger, new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1));

        foreach (var user in new[] { s_anna, s_ben, null })
        {
            var refused = await Assert.ThrowsAsync<VendorException>(
                async () => await ledger.EnsureWithinBudgetAsync(user, Vendor.Voyage, CancellationToken.None));
            Assert.Equal(VendorFailure.OverBudget, refused.Failure);
        }
    }

    [Theory]
    [InlineData("PRICE_VOYAGE_PER_MILLION_TOKENS", "-1")]
    [InlineData("BUDGET_USD_PER_DAY", "-0.01")]
    public void A_negative_amount_stops_the_start(string setting, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Ledger((setting, value)));

        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    private static ValueTask<decimal> Record(ICostLedger ledger, VendorUsage usage) => ledger.RecordAsync(s_anna, usage, CancellationToken.None);

    private ICostLedger Ledger(params (string Name, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => s.Value)).Build());
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging();
        services.AddOperations();
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<ICostLedger>();
    }
}

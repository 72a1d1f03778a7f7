using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Costs;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

public sealed class MetricsRouteTests
{
    [Fact]
    public async Task The_metrics_tell_what_the_process_has_done()
    {
        await using var app = await RealApp.StartAsync([]);
        using var client = app.CreateClient("ann");
        await client.ImportAsync(Api.Journal(Api.Stock(1), Api.Stock(2)));
        await client.WaitUntilIndexedAsync();
        await (await client.PostAsJsonAsync("chat", new { message = "What is my win rate?" })).DataAsync();
        await (await client.PostAsJsonAsync("insights", new { insight_type = "risk" })).DataAsync(201);
        await client.GetDataAsync("search?q=AAPL");
        var ledger = app.Services.GetRequiredService<ICostLedger>();
        await ledger.RecordAsync(UserId.Parse("ann"), new(Vendor.Voyage, "voyage-finance-2", InputTokens: 1_000_000), CancellationToken.None);
        await ledger.RecordAsync(UserId.Parse("ben"), new(Vendor.Gemini, "gemini-2.5-flash", InputTokens: 10_000, OutputTokens: 2_000), CancellationToken.None);
        app.Services.GetRequiredService<VendorActivity>().Failed(new(Vendor.Gemini, VendorFailure.TimedOut, "late"), "generate", TimeSpan.FromSeconds(1));
        app.Services.GetRequiredService<Degradations>().Note([DegradedPart.Language], DegradedPart.Language);

        var metrics = await client.GetDataAsync("metrics");

        Assert.Equal(1, (int)metrics["ai_services"]!["chat_requests"]!);
        Assert.Equal(0, (double)metrics["ai_services"]!["chat_error_rate"]!);
        Assert.True((double)metrics["ai_services"]!["chat_avg_response_time_ms"]! > 0);
        Assert.Equal(1, (int)metrics["ai_services"]!["insights_generated"]!);
        Assert.Null(metrics["ai_services"]!["insights_cache_hit_rate"]);
        Assert.Equal(0, (int)metrics["ai_services"]!["reports_generated"]!);
        Assert.True((double)metrics["ai_services"]!["context_retrieval_time_ms"]! > 0);
        Assert.Equal((1, 12_000, 1), ((int)metrics["ai_services"]!["gemini_api_calls"]!, (int)metrics["ai_services"]!["gemini_tokens_used"]!, (int)metrics["ai_services"]!["gemini_errors"]!));
        Assert.True((int)metrics["vectorization"]!["total_vectors"]! >= 2);
        Assert.Equal((int)metrics["vectorization"]!["total_vectors"]! * 512 * 4 / 1e6, (double)metrics["vectorization"]!["storage_used_mb"]!, 9);
        Assert.True((double)metrics["vectorization"]!["vectors_per_second"]! > 0);
        Assert.InRange((double)metrics["vectorization"]!["cache_hit_rate"]!, 0, 1);
        Assert.True((double)metrics["vectorization"]!["avg_embedding_time_ms"]! > 0);
        Assert.Equal(0, (double)metrics["vectorization"]!["error_rate"]!);
        Assert.InRange((double)metrics["vectorization"]!["batch_efficiency"]!, 1.0 / 16, 2.0 / 16);
        Assert.True((double)metrics["performance"]!["p50_latency_ms"]! <= (double)metrics["performance"]!["p99_latency_ms"]!);
        Assert.True((double)metrics["performance"]!["throughput_rps"]! > 0);
        Assert.Equal(1, (int)metrics["performance"]!["concurrent_requests"]!);
        Assert.Equal(0.12m, (decimal)metrics["cost"]!["voyager_api_cost"]!);
        Assert.Equal(0.008m, (decimal)metrics["cost"]!["gemini_api_cost"]!);
        Assert.Equal(0m, (decimal)metrics["cost"]!["upstash_vector_cost"]!);
        Assert.Equal(0.128m, (decimal)metrics["cost"]!["total_cost"]!);
        Assert.Equal(0.064m, (decimal)metrics["cost"]!["cost_per_user"]!);
        Assert.Equal(1, (int)metrics["degradations"]!["language"]!);
        Assert.Equal(1, (int)metrics["vendor_calls"]!["gemini"]!["timedout"]!);
        Assert.True((int)metrics["cache"]!["memory"]!["misses"]! > 0);
        Assert.Null(metrics["cache"]!["redis"]);
        Assert.NotNull(metrics["timestamp"]);
    }
}

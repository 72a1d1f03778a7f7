using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Tests.EndToEnd.InProcess.Edge;

/// <summary>What nobody can answer without a vendor, at the HTTP edge.</summary>
public sealed class VendorFailureTests
{
    [Theory]
    [InlineData(Vendor.Upstash, VendorFailure.Unreachable, 17.2, 503, "vendor_unavailable", "18", "vector store")]
    [InlineData(Vendor.Voyage, VendorFailure.CircuitOpen, null, 503, "vendor_unavailable", "5", "embedding model")]
    [InlineData(Vendor.Gemini, VendorFailure.OverBudget, 3_600.0, 429, "over_budget", "3600", "budget")]
    public async Task A_vendors_failure_names_the_part_and_when_to_ask_again(
        Vendor vendor, VendorFailure failure, double? seconds, int status, string error, string retryAfter, string named)
    {
        var thrown = new VendorException(vendor, failure, "internal detail")
        {
            RetryAfter = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null,
        };
        await using var app = await RealApp.StartAsync([], configure: services => services.AddSingleton<ISearch>(new FailingSearch(thrown)));
        using var client = app.CreateClient("ann");

        using var response = await client.GetAsync("search?q=gap");

        var problem = await response.ProblemAsync(status);
        Assert.Equal(error, (string?)problem["error"]);
        Assert.Contains(named, (string?)problem["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("internal detail", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(retryAfter, Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    private sealed class FailingSearch(VendorException failure) : ISearch
    {
        public Task<SearchResults> SearchAsync(UserId user, string query, SearchFilter filter, int topK, CancellationToken cancellationToken) =>
            Task.FromException<SearchResults>(failure);
    }
}

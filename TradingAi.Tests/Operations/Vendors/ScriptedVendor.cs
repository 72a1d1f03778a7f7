using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Tests.Operations.Vendors;

/// <summary>A vendor's pipeline over a network that answers as it is told, in order; the last answer repeats.</summary>
internal sealed class ScriptedVendor
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly ServiceProvider _services;
    private Func<CancellationToken, Task<HttpResponseMessage>> _next = _ => Task.FromResult(Answer(200, "{}"));

    public ScriptedVendor(Vendor vendor, TimeProvider time, Dictionary<string, string?>? settings = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build());
        services.AddSingleton(time);
        services.AddLogging().AddMetrics();
        services.AddOptions<VendorOptions>().BindConfiguration("");
        services.AddSingleton<VendorActivity>();
        services.AddSingleton<IQuotaStore, MemoryQuotaStore>();
        services.AddHttpClient("vendor").AddVendorPipeline(vendor).ConfigurePrimaryHttpMessageHandler(() => new Network(this));
        _services = services.BuildServiceProvider();
    }

    public int Calls { get; private set; }

    public VendorActivity Activity => _services.GetRequiredService<VendorActivity>();

    public ScriptedVendor Then(int status, string body, params (string Name, string Value)[] headers) =>
        Then(_ => Task.FromResult(Answer(status, body, headers)));

    public ScriptedVendor Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Calls the vendor once through its pipeline.</summary>
    public async Task<string> CallAsync(VendorCall call, CancellationToken cancellationToken)
    {
        var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("vendor");
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://vendor.test/call");
        request.Options.Set(new HttpRequestOptionsKey<VendorCall>(VendorCall.PropertyName), call);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class Network(ScriptedVendor vendor) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            vendor.Calls++;
            vendor._next = vendor._script.TryDequeue(out var next) ? next : vendor._next;
            var response = await vendor._next(cancellationToken);
            response.RequestMessage = request;
            return response;
        }
    }
}

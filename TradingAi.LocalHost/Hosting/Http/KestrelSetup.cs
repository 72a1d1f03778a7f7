using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>Sets where Kestrel listens and what it puts up with.</summary>
internal sealed class KestrelSetup(IServiceProvider services, IOptions<FunctionsHostOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    // A caller that sends more slowly than this keeps a connection for nothing.
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public void Configure(KestrelServerOptions kestrel)
    {
        FunctionsHostOptions settings = options.Value;
        kestrel.ApplicationServices = services;
        kestrel.AddServerHeader = false;

        // HttpErrors limits the body: what is over Kestrel's own limit is not drained, and most clients read an answer only after sending all.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.MinRequestBodyDataRate = SlowestBody;

        if (settings.Host == "localhost" && settings.Port != 0)
        {
            kestrel.ListenLocalhost(settings.Port);
        }
        else if (settings.Host == "localhost")
        {
            // A free port cannot be chosen for both loopback addresses at once.
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else if (settings.Host == "*")
        {
            kestrel.ListenAnyIP(settings.Port);
        }
        else if (IPAddress.TryParse(settings.Host, out IPAddress? address))
        {
            kestrel.Listen(address, settings.Port);
        }
        else
        {
            throw new HostStartException($"The address '{settings.Host}' cannot be listened on; --host takes an IP address, localhost, or * for every address.");
        }
    }
}

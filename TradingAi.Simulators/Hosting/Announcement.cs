using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TradingAi.Simulators.Hosting;

/// <summary>Says at the start where each vendor is to be found, and with which token.</summary>
internal sealed class Announcement(IServer server, IHostApplicationLifetime lifetime, SimulatorOptions options, ILogger<Announcement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Log.Listening(logger, options.Token, address + "/voyage/v1", address + "/vector", address + "/gemini", address + "/turso/{database}");
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Storage;

namespace TradingAi.Functions.Middleware;

/// <summary>
/// Notes who uses the service, so that who only asks counts as active too: once an hour a user, written beside the requests.
/// A note that is lost, as when the process ends, is made by the user's next request.
/// </summary>
internal sealed class UserActivity(IUserDirectory users, TimeProvider clock, ILogger<UserActivity> logger) : BackgroundService
{
    private const int MaxRemembered = 10_000;
    private const int MaxWaiting = 1_000;

    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);
    private readonly Channel<UserId> _waiting = Channel.CreateBounded<UserId>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Notes that a user has sent a request; it neither waits nor fails.</summary>
    public void Note(UserId user)
    {
        var now = clock.GetUtcNow();
        if ((_noted.TryGetValue(user.Value, out var noted) && now - noted < s_interval) || !_waiting.Writer.TryWrite(user))
        {
            return;
        }

        if (_noted.Count >= MaxRemembered)
        {
            _noted.Clear();
        }

        _noted[user.Value] = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var user in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await users.TouchAsync(user, stoppingToken);
            }
            catch (StorageUnavailableException exception)
            {
                _noted.TryRemove(user.Value, out _);
                Log.ActivityNotNoted(logger, exception);
            }
        }
    }
}

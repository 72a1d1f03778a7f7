using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Webhooks;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>
/// Delivers events to the receiver of the outgoing webhook, signed as <see href="https://www.standardwebhooks.com">Standard
/// Webhooks</see> says. Any 2xx is a delivery; 410 gives the event up; all else, a redirect too, is tried again after 5 seconds,
/// then after four times as long each time, a day at most: twelve attempts in four days. An event is delivered at least once,
/// with the same <c>webhook-id</c> each time.
/// </summary>
/// <remarks>
/// Deliveries are activities, which share a bounded number of slots with reports and indexing. However slow the receiver, two users'
/// are under way at once in a process; the others give their slot back and come again.
/// </remarks>
public sealed class OutgoingDelivery : IDisposable
{
    /// <summary>The name of the client; redirects are not followed.</summary>
    public const string ClientName = "outgoing-webhook";

    private const int MaxAttempts = 12;
    private const int FirstWaitSeconds = 5;
    private const int AtOnce = 8;
    private const int UsersAtOnce = 2;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    // While the receiver does not answer at all, users take turns in finding that out.
    private static readonly TimeSpan s_awayFor = TimeSpan.FromSeconds(30);

    // When a user comes again who found others at it.
    private static readonly TimeSpan s_nextTurn = TimeSpan.FromSeconds(5);

    private readonly OutgoingOptions _options;
    private readonly StandardWebhooks _signatures;
    private readonly OutgoingStore _store;
    private readonly OutgoingActivity _activity;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutgoingDelivery> _logger;
    private readonly SemaphoreSlim _turns = new(UsersAtOnce);
    private long _awayUntil;

    /// <summary>Reads the settings, which were validated.</summary>
    internal OutgoingDelivery(
        IOptions<OutgoingOptions> options, OutgoingStore store, OutgoingActivity activity, IHttpClientFactory clients, TimeProvider clock, ILogger<OutgoingDelivery> logger)
    {
        (_options, _store, _activity, _clients, _clock, _logger) = (options.Value, store, activity, clients, clock, logger);
        _signatures = StandardWebhooks.TryCreate(_options.Secrets)!;
    }

    /// <summary>True where events are sent.</summary>
    public bool IsEnabled => _options.IsEnabled;

    /// <summary>Users who may have undelivered events.</summary>
    /// <exception cref="StorageUnavailableException">The system's database cannot serve.</exception>
    public async Task<IReadOnlyList<UserId>> UsersWithEventsAsync(CancellationToken cancellationToken) =>
        IsEnabled ? await _store.MarkedAsync(cancellationToken) : [];

    /// <summary>Attempts what is due of one user's events, unless enough other users' are under way.</summary>
    /// <returns>When to come again; null where no event is left.</returns>
    /// <exception cref="StorageUnavailableException">A database cannot serve.</exception>
    public async Task<DateTimeOffset?> DeliverDueAsync(UserId user, CancellationToken cancellationToken)
    {
        if (!IsEnabled)
        {
            return null;
        }

        if (Volatile.Read(ref _awayUntil) is var awayUntil && _clock.GetUtcNow().UtcTicks < awayUntil)
        {
            return Instant.FromTicks(awayUntil);
        }

        // Waiting for a turn would hold the slot.
        if (!await _turns.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return _clock.GetUtcNow() + s_nextTurn;
        }

        try
        {
            return await TakeTurnAsync(user, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<DateTimeOffset?> TakeTurnAsync(UserId user, CancellationToken cancellationToken)
    {
        var due = await _store.TakeAsync(user, AtOnce, cancellationToken);
        await Task.WhenAll(due.Select(one => DeliverAsync(user, one, cancellationToken)));
        var (left, next) = await _store.LeftAsync(user, cancellationToken);
        await _store.NoteLeftAsync(user, left, cancellationToken);
        var awayUntil = Volatile.Read(ref _awayUntil);
        return next?.UtcTicks < awayUntil ? Instant.FromTicks(awayUntil) : next;
    }

    private async Task DeliverAsync(UserId user, OutgoingEvent one, CancellationToken cancellationToken)
    {
        var status = await SendAsync(one, cancellationToken);
        var attempts = one.Attempts + 1;
        if (status is >= 200 and < 300)
        {
            _activity.Attempted("delivered");
            await _store.RemoveAsync(user, one.Id, cancellationToken);
        }
        else if (status == (int)HttpStatusCode.Gone || attempts >= MaxAttempts)
        {
            _activity.Attempted("given_up");
            Log.EventGivenUp(_logger, one.Id, attempts, status);
            await _store.RemoveAsync(user, one.Id, cancellationToken);
        }
        else
        {
            _activity.Attempted("failed");
            Log.EventNotDelivered(_logger, one.Id, attempts, status);
            await _store.PostponeAsync(user, one.Id, _clock.GetUtcNow() + WaitAfter(attempts), cancellationToken);
        }
    }

    // The status; 0 where the receiver did not answer.
    private async Task<int> SendAsync(OutgoingEvent one, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(one.Body);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", one.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", _signatures.Sign(one.Id, timestamp, body));
        try
        {
            using var client = _clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Volatile.Write(ref _awayUntil, (_clock.GetUtcNow() + s_awayFor).UtcTicks);
            return 0;
        }
    }

    private static TimeSpan WaitAfter(int attempts)
    {
        var seconds = FirstWaitSeconds * Math.Pow(4, attempts - 1);
        return seconds < s_longestWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : s_longestWait;
    }
}

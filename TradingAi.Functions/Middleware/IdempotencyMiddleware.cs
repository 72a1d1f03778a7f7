using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Functions.Http;

namespace TradingAi.Functions.Middleware;

/// <summary>
/// <c>Idempotency-Key</c> on every POST of a user: the same request again is answered as the first time, byte for byte,
/// streams too. Only answers that succeeded are kept; a request that was refused or failed leaves its key free.
/// </summary>
internal sealed class IdempotencyMiddleware(IdempotencyStore store, TimeProvider clock, ILogger<IdempotencyMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    private const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotent-Replayed";
    private const int MaxKeyLength = 255;
    private const int MaxAnswerBytes = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http
            || !HttpMethods.IsPost(http.Request.Method)
            || http.FindUser() is not { } user
            || http.Request.Headers[Header] is not { Count: > 0 } header)
        {
            await next(context);
            return;
        }

        var key = ParseKey(header.ToString());
        switch (await store.BeginAsync(user, key, context.CancellationToken))
        {
            case IdempotencyState.Begun begun:
                await RunAsync(context, http, new Ownership(user, key, begun.Lease), next);
                break;
            case IdempotencyState.Completed completed:
                using (var hash = StartFingerprint(http.Request))
                {
                    await DrainAsync(new HashingStream(http.Request.Body, hash), context.CancellationToken);
                    context.GetInvocationResult().Value = hash.GetHashAndReset().AsSpan().SequenceEqual(completed.Fingerprint)
                        ? Replay(completed.Answer)
                        : throw RequestRefusedException.KeyReused();
                }

                break;
            default:
                throw new EdgeException(ErrorCode.InFlight, $"A request with this {Header} is still running; ask again for its answer.");
        }
    }

    private async Task RunAsync(FunctionContext context, HttpContext http, Ownership owner, FunctionExecutionDelegate next)
    {
        using var hash = StartFingerprint(http.Request);
        var (requestBody, responseBody) = (http.Request.Body, http.Response.Body);
        var streamed = new CopyingStream(responseBody, MaxAnswerBytes);
        var hashed = new HashingStream(requestBody, hash);
        http.Request.Body = hashed;
        http.Response.Body = streamed;
        StoredAnswer? answer = null;
        try
        {
            await using (new LeaseRenewal(store, owner, clock, logger))
            {
                await next(context);

                // A body that was read to its end needs no connection any more: the caller may have gone.
                if (!hashed.HasEnded)
                {
                    await DrainAsync(hashed, context.CancellationToken);
                }
            }

            answer = AnswerOf(context.GetInvocationResult().Value, http, streamed);
        }
        finally
        {
            (http.Request.Body, http.Response.Body) = (requestBody, responseBody);

            // What has been answered is kept even if the caller has gone by now.
            await (answer is null
                ? store.AbandonAsync(owner.User, owner.Key, owner.Lease, CancellationToken.None)
                : store.CompleteAsync(owner.User, owner.Key, owner.Lease, hash.GetHashAndReset(), answer, CancellationToken.None));
        }
    }

    private static StoredAnswer? AnswerOf(object? result, HttpContext http, CopyingStream streamed) => result switch
    {
        ApiResult { StatusCode: < 300 } answer when answer.Body.Length <= MaxAnswerBytes =>
            new StoredAnswer(answer.StatusCode, answer.ContentType, answer.Headers.GetValueOrDefault("Location"), answer.Body.ToArray()),
        ApiResult => null,
        _ when http.IsMarkedComplete() =>
            streamed.Copy is { } copy ? new StoredAnswer(http.Response.StatusCode, http.Response.ContentType ?? "", null, copy) : null,
        _ => null,
    };

    private static ApiResult Replay(StoredAnswer answer)
    {
        var headers = new Dictionary<string, string> { [ReplayedHeader] = "true" };
        if (answer.Location is { } location)
        {
            headers["Location"] = location;
        }

        return new ApiResult(answer.Status, answer.ContentType, answer.Body) { Headers = headers };
    }

    private static string ParseKey(string key) =>
        key.Length is > 0 and <= MaxKeyLength && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw RequestRefusedException.Invalid(Header, $"{Header} must be 1 to {MaxKeyLength} printable ASCII characters without spaces.");

    // A length before each part keeps the parts apart.
    private static IncrementalHash StartFingerprint(HttpRequest request)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { request.Path.Value ?? "", request.QueryString.Value ?? "" })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash;
    }

    private static Task DrainAsync(Stream body, CancellationToken cancellationToken) => body.CopyToAsync(Stream.Null, cancellationToken);
}

/// <summary>Who owns which key.</summary>
internal sealed record Ownership(UserId User, string Key, string Lease);

/// <summary>Renews a lease while its request runs.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public LeaseRenewal(IdempotencyStore store, Ownership owner, TimeProvider clock, ILogger logger) =>
        _loop = RunAsync(store, owner, clock, logger, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private static async Task RunAsync(IdempotencyStore store, Ownership owner, TimeProvider clock, ILogger logger, CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(IdempotencyStore.LeaseTime / 3, clock);
        try
        {
            while (await ticks.WaitForNextTickAsync(stop))
            {
                try
                {
                    await store.RenewAsync(owner.User, owner.Key, owner.Lease, stop);
                }
                catch (Core.Storage.StorageUnavailableException exception)
                {
                    Log.LeaseNotRenewed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The request has ended.
        }
    }
}

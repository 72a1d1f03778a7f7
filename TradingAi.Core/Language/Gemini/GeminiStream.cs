using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>
/// Reads the chunks of a streamed answer as they arrive and vouches for the whole: one that stalls, breaks off, cannot be read or
/// comes out of order ends in a <see cref="VendorException"/>. A chunk sent twice is taken once. Chunks carry no numbers, so
/// order shows in the tokens counted so far and in the reason to finish, which stands in the last one.
/// </summary>
internal sealed class GeminiStream(TimeSpan stall, TimeSpan longest, TimeProvider time)
{
    private string? _last;
    private long _tokens;
    private bool _finished;

    /// <summary>The chunks.</summary>
    public async IAsyncEnumerable<GeminiResponse> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(longest, time);
        using var silent = new CancellationTokenSource(stall, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token, silent.Token);
        await using var body = await response.Content.ReadAsStreamAsync(stop.Token);
        await using var events = SseParser.Create(body).EnumerateAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        while (await NextAsync(events, tooLong, cancellationToken) is { } chunk)
        {
            yield return chunk;

            // The reader's own time is not the vendor's silence.
            silent.CancelAfter(stall);
        }
    }

    /// <summary>The next chunk; null at the end of a complete answer.</summary>
    private async Task<GeminiResponse?> NextAsync(IAsyncEnumerator<SseItem<string>> events, CancellationTokenSource tooLong, CancellationToken cancellationToken)
    {
        try
        {
            while (await events.MoveNextAsync())
            {
                var data = events.Current.Data;
                if (data.Length > 0 && data != _last)
                {
                    _last = data;
                    return Checked(JsonSerializer.Deserialize(data, GeminiJson.Default.GeminiResponse));
                }
            }

            return _finished ? null : throw Failure(VendorFailure.Unreachable, "broke off its answer");
        }
        catch (Exception error) when (_finished && !cancellationToken.IsCancellationRequested && error is not VendorException { Failure: VendorFailure.Malformed })
        {
            // The answer is whole: how its connection ended does not matter.
            return null;
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(VendorFailure.TimedOut, tooLong.IsCancellationRequested ? "took too long for its answer" : "fell silent in its answer", error);
        }
        catch (JsonException error)
        {
            throw Failure(VendorFailure.Malformed, "sent a chunk that cannot be read", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Failure(VendorFailure.Unreachable, "broke off its answer", error);
        }
    }

    private GeminiResponse Checked(GeminiResponse? chunk)
    {
        if (chunk is null || (chunk is { Candidates: null, PromptFeedback: null, UsageMetadata: null, Error: null }))
        {
            throw Failure(VendorFailure.Malformed, "sent a chunk that holds nothing");
        }

        if (chunk.Error is { } error)
        {
            throw Failure(error.Code == 429 ? VendorFailure.RateLimited : VendorFailure.Unreachable, $"ended its answer with the error {error.Code}");
        }

        var written = chunk.UsageMetadata?.CandidatesTokenCount ?? _tokens;
        if (written < _tokens || (_finished && chunk.Candidates is [{ Content.Parts.Count: > 0 }, ..]))
        {
            throw Failure(VendorFailure.Malformed, "sent its answer out of order");
        }

        _tokens = written;
        _finished |= GeminiReply.FinishOf(chunk) is not null;
        return chunk;
    }

    private static VendorException Failure(VendorFailure failure, string what, Exception? cause = null) =>
        new(Vendor.Gemini, failure, $"Gemini {what}.", cause);
}

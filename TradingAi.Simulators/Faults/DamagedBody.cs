namespace TradingAi.Simulators.Faults;

/// <summary>
/// An answer's body that goes wrong on its way out: cut, stalled, broken or slow. Where the rule names no position, a stream of events
/// goes wrong after its first event, and any other answer in its middle, for which it is held back until it is complete.
/// </summary>
internal sealed class DamagedBody(Stream inner, FaultRule rule, HttpContext context, TimeProvider time) : Stream
{
    private const int DripBytes = 16;
    private const int DripMilliseconds = 20;

    // Far enough into an event to leave its JSON open.
    private const int BytesIntoEvent = 12;

    private MemoryStream? _held;
    private StrikePosition? _strike;
    private bool _begun;
    private bool _struck;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsEventStream => context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        if (_held is not null)
        {
            await _held.WriteAsync(buffer, cancellationToken);
        }
        else
        {
            await PassAsync(buffer, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _held is null ? inner.FlushAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Sends what was held back; to be called once the endpoint has written everything.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Begin();
        if (_held is { } held)
        {
            _held = null;
            _strike = StrikePosition.AfterBytes(held.Length / 2);
            await PassAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
        }

        if (_struck && IsEventStream)
        {
            // The broken event ends as a whole one would: what is wrong is its JSON.
            await inner.WriteAsync("\r\n\r\n"u8.ToArray(), cancellationToken);
        }
        else if (!_struck && rule.Kind is FaultKind.Cut or FaultKind.Hang)
        {
            // The answer was shorter than the position: better too late than not at all.
            await StrikeAsync(cancellationToken);
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The content type is known once the first byte is written.
    private void Begin()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        var intoEvent = rule.Kind == FaultKind.Malformed ? BytesIntoEvent : 0;
        if (rule.Kind == FaultKind.Drip)
        {
            _strike = StrikePosition.Never;
        }
        else if (rule.AfterBytes is { } bytes)
        {
            _strike = StrikePosition.AfterBytes(bytes);
        }
        else if (rule.AfterEvents is { } events)
        {
            _strike = StrikePosition.AfterEvents(events, intoEvent);
        }
        else if (IsEventStream)
        {
            _strike = StrikePosition.AfterEvents(1, intoEvent);
        }
        else
        {
            _held = new MemoryStream();
        }
    }

    private async Task PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_struck)
        {
            return;
        }

        if (rule.Kind == FaultKind.Drip)
        {
            await DripAsync(bytes, cancellationToken);
            return;
        }

        var whole = _strike!.WholeBytes(bytes.Span);
        await inner.WriteAsync(bytes[..whole], cancellationToken);
        if (whole < bytes.Length)
        {
            await StrikeAsync(cancellationToken);
        }
    }

    private async Task StrikeAsync(CancellationToken cancellationToken)
    {
        _struck = true;
        await inner.FlushAsync(cancellationToken);
        if (rule.Kind == FaultKind.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        else if (rule.Kind == FaultKind.Cut)
        {
            context.Abort();
            throw new OperationCanceledException("Cut by a fault.");
        }
    }

    private async Task DripAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var piece = rule.AfterBytes ?? DripBytes;
        var delay = TimeSpan.FromMilliseconds(rule.DelayMs ?? DripMilliseconds);
        for (var at = 0; at < bytes.Length; at += piece)
        {
            await inner.WriteAsync(bytes.Slice(at, Math.Min(piece, bytes.Length - at)), cancellationToken);
            await inner.FlushAsync(cancellationToken);
            await Task.Delay(delay, time, cancellationToken);
        }
    }
}

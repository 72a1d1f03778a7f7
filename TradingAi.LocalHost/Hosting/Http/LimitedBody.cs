using Microsoft.AspNetCore.Http;

namespace TradingAi.LocalHost.Hosting.Http;

/// <summary>
/// A request body of unannounced length that fails with 413 once it grows over the limit. Kestrel's own limit would also refuse to
/// drain the rest, and a client that is still sending would see a broken connection instead of the answer.
/// </summary>
internal sealed class LimitedBody(Stream body, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The error of a body over the limit.</summary>
    public static BadHttpRequestException TooLarge(long limit) =>
        new($"The body is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await body.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        _read += read;
        return _read <= limit ? read : throw TooLarge(limit);
    }
}

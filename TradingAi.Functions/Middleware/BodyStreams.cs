using System.Security.Cryptography;

namespace TradingAi.Functions.Middleware;

/// <summary>Hashes what is read through it, so that a body of any size gets a fingerprint without being held.</summary>
internal sealed class HashingStream(Stream inner, IncrementalHash hash) : PassThroughStream(inner)
{
    public override bool CanRead => true;

    /// <summary>Whether everything was read.</summary>
    public bool HasEnded { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        Add(buffer, read);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        Add(buffer.Span, read);
        return read;
    }

    private void Add(ReadOnlySpan<byte> buffer, int read)
    {
        hash.AppendData(buffer[..read]);
        HasEnded |= read == 0 && buffer.Length > 0;
    }
}

/// <summary>Keeps a copy of what is written through it, up to a limit.</summary>
internal sealed class CopyingStream(Stream inner, int maxBytes) : PassThroughStream(inner)
{
    private readonly MemoryStream _copy = new();

    /// <summary>The copy; null where more was written than the limit allows.</summary>
    public byte[]? Copy => Overflown ? null : _copy.ToArray();

    public override bool CanWrite => true;

    private bool Overflown { get; set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Keep(buffer.AsSpan(offset, count));
        Inner.Write(buffer, offset, count);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Keep(buffer.Span);
        return Inner.WriteAsync(buffer, cancellationToken);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        Overflown |= _copy.Length + bytes.Length > maxBytes;
        if (!Overflown)
        {
            _copy.Write(bytes);
        }
    }
}

/// <summary>The members that such streams share: they cannot seek, and flushing reaches the stream below.</summary>
internal abstract class PassThroughStream(Stream inner) : Stream
{
    protected Stream Inner { get; } = inner;

    public override bool CanRead => false;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => Inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

using System.Text.Json;

namespace TradingAi.Core.Journal.Import;

/// <summary>
/// A window over a JSON stream for <see cref="Utf8JsonReader"/>: it holds what is not yet consumed and grows where one value
/// does not fit, up to a limit.
/// </summary>
internal sealed class JsonBuffer(Stream stream)
{
    /// <summary>The largest single row, in bytes.</summary>
    public const int MaxValueBytes = 16 * 1024 * 1024;

    private const int InitialBytes = 64 * 1024;

    private byte[] _bytes = new byte[InitialBytes];
    private int _start;
    private int _end;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Rows.RowJson.MaxDepth });

    /// <summary>True once the stream has ended: what the window holds is all there is.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>A reader over the window, where the last <see cref="Consume"/> left off.</summary>
    public Utf8JsonReader Reader => new(_bytes.AsSpan(_start, _end - _start), IsFinal, _state);

    /// <summary>Keeps what a reader has read.</summary>
    public void Consume(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Reads on in the stream.</summary>
    /// <exception cref="JsonException">One value is larger than <see cref="MaxValueBytes"/>.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            if (_bytes.Length >= MaxValueBytes)
            {
                throw new JsonException($"One value is larger than {MaxValueBytes} bytes.");
            }

            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        IsFinal = read == 0;
        _end += read;
    }
}

namespace TradingAi.Simulators.Faults;

/// <summary>Where in an answer's body a fault strikes, found while the bytes pass by.</summary>
internal sealed class StrikePosition
{
    private long _bytesLeft;
    private int _eventsLeft;
    private bool _lineIsEmpty;

    private StrikePosition(int events, long bytes) => (_eventsLeft, _bytesLeft) = (events, bytes);

    /// <summary>Nowhere.</summary>
    public static StrikePosition Never => new(0, long.MaxValue);

    /// <summary>After so many bytes.</summary>
    public static StrikePosition AfterBytes(long bytes) => new(0, bytes);

    /// <summary>After so many server-sent events, and so many bytes of the next one.</summary>
    public static StrikePosition AfterEvents(int events, int bytes) => new(events, bytes);

    /// <summary>How many of the next bytes come before the position.</summary>
    public int WholeBytes(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (_eventsLeft > 0 && at < bytes.Length)
        {
            PassEventByte(bytes[at++]);
        }

        var whole = (int)Math.Min(bytes.Length - at, _bytesLeft);
        _bytesLeft -= whole;
        return at + whole;
    }

    // An empty line ends an event; lines end with \n or \r\n.
    private void PassEventByte(byte value)
    {
        if (value == '\n')
        {
            _eventsLeft -= _lineIsEmpty ? 1 : 0;
            _lineIsEmpty = true;
        }
        else if (value != '\r')
        {
            _lineIsEmpty = false;
        }
    }
}

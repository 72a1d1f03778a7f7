using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TradingAi.Simulators.Turso;

/// <summary>
/// The open streams between two requests. A baton names a stream and the place in its sequence, so it works once; a stream that
/// nobody uses for ten seconds is closed, and what it had open rolled back.
/// </summary>
internal sealed class HranaStreams(TimeProvider time) : IDisposable
{
    /// <summary>How long a stream waits for its next request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // How long an expired stream is told from an unknown one.
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(5);

    private readonly Dictionary<long, Seat> _seats = [];
    private readonly Lock _gate = new();

    /// <summary>Takes the stream of a baton for the time of a request.</summary>
    /// <exception cref="HranaProtocolException">The baton is unknown, of another database, or was used before.</exception>
    /// <exception cref="StreamExpiredException">The stream was closed because nobody used it.</exception>
    public HranaStream Acquire(string database, string baton)
    {
        Span<byte> bytes = stackalloc byte[16];
        var padded = baton.PadRight((baton.Length + 3) / 4 * 4, '=');
        lock (_gate)
        {
            if (!Convert.TryFromBase64String(padded, bytes, out var length)
                || length != bytes.Length
                || !_seats.TryGetValue(BinaryPrimitives.ReadInt64BigEndian(bytes), out var seat)
                || seat.Stream.Database != database)
            {
                throw new HranaProtocolException("Received an invalid baton");
            }

            if (seat.Expired)
            {
                throw new StreamExpiredException();
            }

            if (seat.Taken || seat.Sequence != BinaryPrimitives.ReadInt64BigEndian(bytes[8..]))
            {
                throw new HranaProtocolException("Received a baton that has already been used");
            }

            seat.Taken = true;
            seat.Timer?.Dispose();
            return seat.Stream;
        }
    }

    /// <summary>Gives a stream back after a request.</summary>
    /// <returns>The baton of its next request, or null if it is closed.</returns>
    public string? Release(HranaStream stream)
    {
        lock (_gate)
        {
            var (id, seat) = _seats.FirstOrDefault(entry => entry.Value.Stream == stream);
            if (stream.IsClosed)
            {
                _seats.Remove(id);
                return null;
            }

            if (seat is null)
            {
                (id, seat) = (RandomNumber(), new Seat(stream) { Sequence = RandomNumber() });
                _seats.Add(id, seat);
            }

            seat.Sequence++;
            seat.Taken = false;
            seat.Timer = time.CreateTimer(_ => Expire(id, seat), null, Idle, Timeout.InfiniteTimeSpan);
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteInt64BigEndian(bytes, id);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], seat.Sequence);
            return Convert.ToBase64String(bytes).TrimEnd('=');
        }
    }

    /// <summary>Ends a stream whose request failed.</summary>
    public void Drop(HranaStream stream)
    {
        stream.Dispose();
        Release(stream);
    }

    /// <summary>Closes the waiting streams of a database.</summary>
    public void CloseAll(string database)
    {
        lock (_gate)
        {
            foreach (var (id, seat) in _seats.Where(entry => entry.Value.Stream.Database == database && !entry.Value.Taken).ToList())
            {
                seat.Timer?.Dispose();
                seat.Stream.Dispose();
                _seats.Remove(id);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var seat in _seats.Values)
            {
                seat.Timer?.Dispose();
                seat.Stream.Dispose();
            }

            _seats.Clear();
        }
    }

    private static long RandomNumber() => BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(8));

    private void Expire(long id, Seat seat)
    {
        lock (_gate)
        {
            if (!_seats.ContainsKey(id) || seat.Taken)
            {
                return;
            }

            if (seat.Expired)
            {
                seat.Timer?.Dispose();
                _seats.Remove(id);
                return;
            }

            seat.Expired = true;
            seat.Stream.Dispose();
            seat.Timer?.Change(s_memory, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Seat(HranaStream stream)
    {
        public HranaStream Stream => stream;

        public long Sequence { get; set; }

        public bool Taken { get; set; }

        public bool Expired { get; set; }

        public ITimer? Timer { get; set; }
    }
}
